// Oracle-pflag makes up command lines and says what pflag, the library behind
// kubectl, reads in them: the cases of test/unit/pflag_test.c.
//
//	go run . SEED COUNT >../unit/pflag_cases.txt
//
// Each line is the words, separated by spaces (an empty one is written ”), a
// tab, and what came of them: the values and the arguments, or "error" with
// pflag's message up to the point where this project says it in its own words.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"
)

// pieces of words; most of them near the flags that there are.
var words = []string{
	"--env", "--env=prod", "--env=", "--env==", "--env=-x", "--ENV", "--en", "--env_", "--_env", "-e", "-eprod",
	"-e=prod", "-e=", "-e==", "-ef", "--force", "--force=true", "--force=false", "--force=F", "--force=1",
	"--force=yes", "--force=", "-f", "-ff", "-f=false", "-f=", "-fe", "-fex", "-f=x", "--verbose", "--verbose=3",
	"--verbose=+1", "--verbose=-2", "-v", "-vv", "-vvv", "-v=2", "-v3", "-vf", "-fv", "-fvex", "--log-level",
	"--log-level=7", "--log_level=8", "--log-level=0x1f", "--log-level=08", "--log-level=1_000",
	"--log-level=9223372036854775808", "--log-level=", "-l", "-l5", "-l=6", "-l-7", "-lx", "--timeout",
	"--timeout=5s", "--timeout=5", "--timeout=1h1m1.5s", "--timeout=-3ms", "--timeout=.5m", "--timeout=1d",
	"--timeout=0", "--label", "--label=a", "--label=a,b", "--label=", "--help", "-h", "--help=false", "-hf", "-fh",
	"--", "--", "-", "---", "---x", "--=", "--=x", "-=", "-=x", "-x", "-ex", "-xe", "--unknown", "--unknown=1",
	"a", "b", "7", "3s", "true", "''", "a=b", "0b11", "+4",
}

type flags struct {
	env     string
	force   bool
	verbose int
	level   int64
	timeout time.Duration
	label   []string
	help    bool
}

// normalize is kubectl's: an underscore in a name is a dash.
func normalize(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	return pflag.NormalizedName(strings.ReplaceAll(name, "_", "-"))
}

func newSet(values *flags) *pflag.FlagSet {
	set := pflag.NewFlagSet("render", pflag.ContinueOnError)
	set.SetOutput(&strings.Builder{})
	set.SetNormalizeFunc(normalize)
	set.StringVarP(&values.env, "env", "e", "", "")
	set.BoolVarP(&values.force, "force", "f", false, "")
	set.CountVarP(&values.verbose, "verbose", "v", "")
	set.Int64VarP(&values.level, "log-level", "l", 2, "")
	set.DurationVar(&values.timeout, "timeout", time.Minute, "")
	set.StringArrayVar(&values.label, "label", nil, "")
	set.BoolVarP(&values.help, "help", "h", false, "")
	return set
}

// common cuts the part of a message that is pflag's own wording.
func common(message string) string {
	for _, cut := range []string{" flag: ", " in -"} {
		if i := strings.Index(message, cut); i >= 0 && !strings.HasPrefix(message, "bad") {
			if cut == " flag: " && strings.HasPrefix(message, "invalid") {
				return message[:i] + " flag:"
			}
			if cut == " in -" {
				return message[:i]
			}
		}
	}
	return message
}

func outcome(line []string) string {
	var values flags
	set := newSet(&values)
	if err := set.Parse(line); err != nil {
		return "error " + common(err.Error())
	}
	return fmt.Sprintf("env=%s force=%t verbose=%d log-level=%d timeout=%d label=%s help=%t args=%s", values.env,
		values.force, values.verbose, values.level, int64(values.timeout), strings.Join(values.label, "|"),
		values.help, strings.Join(set.Args(), "|"))
}

func main() {
	seed, err := strconv.ParseInt(os.Args[1], 10, 64)
	if err != nil {
		panic(err)
	}
	count, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	random := rand.New(rand.NewSource(seed))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i := 0; i < count; i++ {
		shown := make([]string, random.Intn(4)+1)
		line := make([]string, len(shown))
		for j := range shown {
			shown[j] = words[random.Intn(len(words))]
			if shown[j] != "''" {
				line[j] = shown[j]
			}
		}
		fmt.Fprintf(out, "%s\t%s\n", strings.Join(shown, " "), outcome(line))
	}
}
