// Kustomize-oracle answers what `kubectl kustomize` would, many times in one
// process: starting kubectl costs 50 ms and decoding the OpenAPI schema another
// 110 ms, which would make ten thousand rounds of differential fuzzing an
// afternoon instead of a minute.
//
// Each line on stdin is one command line, its words separated by tabs: flags
// (--load-restrictor=, --reorder=, --enable-managedby-label) and the directory.
// Each answer is one line "RC OUT_BYTES ERR_BYTES" followed by that many bytes
// of standard output and of the error message. RC is 0, 1 for an error and 2
// for a panic, as the exit code of kubectl.
//
// The versions in go.mod are those that kubectl 1.32.4 was linked with;
// newest.mod has those of the newest kubectl (go build -modfile=newest.mod).
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/openapi"
)

// answer is what one run of kubectl leaves behind.
type answer struct {
	rc  int
	out []byte
	msg string
}

// fatalLog is thrown where kustomize calls log.Fatal, which would end this
// process; kubectl exits with 1 there.
type fatalLog string

// logSink drops warnings and turns log.Fatal into a panic that can be caught.
type logSink struct{}

func (logSink) Write(line []byte) (int, error) {
	var callers [8]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers[:])])
	for {
		frame, more := frames.Next()
		if strings.HasPrefix(frame.Function, "log.Fatal") {
			panic(fatalLog(bytes.TrimSpace(line)))
		}
		if !more {
			return len(line), nil
		}
	}
}

// watchedFS notices whether a build has read anything that could change the
// process-wide OpenAPI schema.
type watchedFS struct {
	filesys.FileSystem
	sawOpenAPI bool
}

var openAPIField = regexp.MustCompile(`(?i)openapi`)

func (fs *watchedFS) ReadFile(path string) ([]byte, error) {
	content, err := fs.FileSystem.ReadFile(path)
	fs.sawOpenAPI = fs.sawOpenAPI || openAPIField.Match(content)
	return content, err
}

// parse reads one request in the way that the flags of `kubectl kustomize` are
// read: no --reorder means "unspecified", which a kustomization may override
// silently.
func parse(line string) (*krusty.Options, string, error) {
	options := krusty.MakeDefaultOptions()
	options.Reorder = krusty.ReorderOptionUnspecified
	dir := filesys.SelfDir
	for _, word := range strings.Split(line, "\t") {
		flag, value, _ := strings.Cut(word, "=")
		switch {
		case !strings.HasPrefix(word, "--"):
			dir = word
		case flag == "--load-restrictor" && value == "LoadRestrictionsNone":
			options.LoadRestrictions = types.LoadRestrictionsNone
		case flag == "--load-restrictor" && value == "LoadRestrictionsRootOnly":
		case flag == "--reorder" && (value == "legacy" || value == "none"):
			options.Reorder = krusty.ReorderOption(value)
		case flag == "--enable-managedby-label" && (value == "" || value == "true"):
			options.AddManagedbyLabel = true
		case flag == "--enable-managedby-label" && value == "false":
		default:
			return nil, "", fmt.Errorf("illegal flag or value %q", word)
		}
	}
	return options, dir, nil
}

func run(options *krusty.Options, dir string, fs filesys.FileSystem) (result answer) {
	defer func() {
		switch cause := recover().(type) {
		case nil:
		case fatalLog:
			result = answer{rc: 1, msg: string(cause)}
		default:
			result = answer{rc: 2, msg: fmt.Sprintf("panic: %v\n%s", cause, debug.Stack())}
		}
	}()
	resources, err := krusty.MakeKustomizer(options).Run(fs, dir)
	if err != nil {
		return answer{rc: 1, msg: err.Error()}
	}
	out, err := resources.AsYaml()
	if err != nil {
		return answer{rc: 1, msg: err.Error()}
	}
	return answer{out: out}
}

// build keeps the decoded default schema from one build to the next, because a
// build that never mentions a schema cannot tell. One that might is done again
// from a state like that of a new process, and leaves none of its own behind.
func build(line string) answer {
	options, dir, err := parse(line)
	if err != nil {
		return answer{rc: 1, msg: err.Error()}
	}
	fs := &watchedFS{FileSystem: filesys.MakeFsOnDisk()}
	result := run(options, dir, fs)
	if !fs.sawOpenAPI {
		return result
	}
	openapi.ResetOpenAPI()
	options, dir, _ = parse(line)
	result = run(options, dir, filesys.MakeFsOnDisk())
	openapi.ResetOpenAPI()
	return result
}

func serve(in io.Reader, out io.Writer) error {
	requests := bufio.NewScanner(in)
	requests.Buffer(nil, 1<<20)
	answers := bufio.NewWriter(out)
	for requests.Scan() {
		result := build(requests.Text())
		fmt.Fprintf(answers, "%d %d %d\n", result.rc, len(result.out), len(result.msg))
		answers.Write(result.out)
		answers.WriteString(result.msg)
		if err := answers.Flush(); err != nil {
			return err
		}
	}
	return requests.Err()
}

func main() {
	answers := os.Stdout
	quiet, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout, os.Stderr = quiet, quiet
	// The decoded schema is most of the heap; collecting it again and again would
	// take half of the time.
	debug.SetGCPercent(800)
	log.SetOutput(logSink{})
	if err := serve(os.Stdin, answers); err != nil {
		log.SetOutput(io.Discard)
		os.Exit(1)
	}
}
