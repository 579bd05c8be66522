//go:build ignore

// Cases prints what Go's own libraries say about scalars, numbers, texts, the
// order of keys and paths: the tables that the tests of lib/doc and lib/base
// compare the library with. It needs the modules of test/oracle:
//
//	for table in number scalar text key path; do
//	  go run -C test/oracle -mod=mod ../unit/cases.go $table >test/unit/${table}_cases.txt
//	done
//
// Fields are separated by tabs; bytes that are no printable ASCII, and
// backslashes, are written \xHH.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	yaml3 "gopkg.in/yaml.v3"
	"sigs.k8s.io/yaml"
	yaml2 "sigs.k8s.io/yaml/goyaml.v2"
)

func escape(text string) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		if b < ' ' || b > '~' || b == '\\' {
			fmt.Fprintf(&out, "\\x%02X", b)
		} else {
			out.WriteByte(b)
		}
	}
	return out.String()
}

// ---- numbers: the bits of a double, strconv's shortest form, encoding/json's ----

func numbers() {
	values := []float64{0, math.Copysign(0, -1), math.MaxFloat64, math.SmallestNonzeroFloat64,
		2.2250738585072014e-308, 2.225073858507201e-308, 1.5e-323, 5e-322, 0.1, 0.2, 0.3, 0.1 + 0.2,
		1.0 / 3, 2.0 / 3, 1 << 53, 1<<53 + 2, 123456, 1234567, 999999, 999999.5, 100000, 1000000,
		9.999999e20, 999999999999999868928, 1e21, 1.0000000000000001e21, 9.99e-7, 1e-6, 1.0000001e-6,
		0.0001, 0.00001, 0.000099999, 5e-5, 9007199254740993, 18446744073709551615, 9223372036854775807,
		4.35, 8.41, 2.5, 9.5367431640625e-07, 1.7976931348623155e308, 123456789.125}
	for exponent := -323; exponent <= 308; exponent += 5 {
		power, _ := strconv.ParseFloat(fmt.Sprintf("1e%d", exponent), 64)
		values = append(values, power)
	}
	for exponent := -8; exponent <= 23; exponent++ {
		power, _ := strconv.ParseFloat(fmt.Sprintf("1e%d", exponent), 64)
		values = append(values, power, -power, math.Nextafter(power, 0), math.Nextafter(power, math.Inf(1)))
	}
	random := rand.New(rand.NewSource(1))
	for len(values) < 500 {
		number := math.Float64frombits(random.Uint64())
		if !math.IsNaN(number) && !math.IsInf(number, 0) {
			values = append(values, number)
		}
	}
	for _, number := range values {
		inJSON, err := json.Marshal(number)
		check(err)
		fmt.Printf("%016x\t%s\t%s\n", math.Float64bits(number), strconv.FormatFloat(number, 'g', -1, 64), inJSON)
	}
}

// ---- scalars: a plain text, what yaml.v3 (1.2) and yaml.v2 (1.1) make of it ----

var words = strings.Fields(`true True TRUE tRUE false False FALSE null Null NULL nULL ~ y Y yes Yes YES yEs n N no No
	NO on On ON off Off OFF oFF .nan .NaN .NAN .Nan nan NaN .inf .Inf .INF +.inf -.inf +.Inf -.INF inf -inf .iNF
	0 -0 +0 00 007 0777 08 09 0o7 0o17 0O17 0o8 -0o17 +0o17 0b0 0b101 0B11 0b2 -0b101 +0b1 0x0 0x1F 0XfF 0xg -0x1F
	+0x1f 0x -0x 0b 0o 1 -1 +1 12 1_000 1__0 1_ _1 -_1 +_1 0_7 0x_ff 0x1_f 0b_1 1_000.5 1_0e1 - + -- +- 1- 1+1
	2147483648 -2147483649 9223372036854775807 9223372036854775808 -9223372036854775808 -9223372036854775809
	18446744073709551615 18446744073709551616 +9223372036854775808 +18446744073709551615 0xffffffffffffffff
	0x7fffffffffffffff 0x8000000000000000 0x10000000000000000 -0x8000000000000000 -0x8000000000000001
	01777777777777777777777 02000000000000000000000 99999999999999999999999999 -99999999999999999999999
	1.0 1. .5 -.5 +.5 . .. ... -. +. 1.5 1..5 1.5.2 1e3 1E3 1e+3 1e-3 1e 1e+ e3 .e3 .5e3 5.e3 1e1.5 1e400 -1e400
	1e-400 1e308 1.8e308 0e0 0.0 -0.0 1.0e10 0x1p4 0x1.8p1 1f 1d 1_0.0_1 ._5 .5_5 .5_ .5__5 .5_e1 .5e1_0 .5e_1 ._ 1._5 1.e5 00.5 09.5 0.1e1
	1:30 1:30:45 190:20:30 12:30:45.6 -1:30 +1:30 1:60 60:00 1:5 01:02 1:2:3 1_0:30 0:0 1:30: :30 1:30.
	2001-12-14 2001-1-2 2001-1-02 2001-02-29 2004-02-29 1900-02-29 2000-02-29 2001-13-01 2001-00-10 2001-01-00
	2001-04-31 201-01-01 20011-01-01 2001-12-14T21:59:43Z 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43.1Z
	2001-12-14T21:59:43.123456789Z 2001-12-14T21:59:43.1234567891Z 2001-12-14T21:59:43,5Z 2001-12-14T21:59:43
	2001-12-14T21:59:43+02:00 2001-12-14T21:59:43+00:00 2001-12-14T21:59:43-00:00 2001-12-14T21:59:43+2:00
	2001-12-14T21:59:43+0200 2001-12-14T21:59:43+24:00 2001-12-14T21:59:43+23:59 2001-12-14T21:59:43+23:60 2001-12-14T21:59:43-24:60
	2001-12-14T21:59:43+25:00 2001-12-14T21:59:43+01:61 2001-12-14T21:59:43-00:60
	2001-12-14T24:00:00Z 2001-12-14T23:60:00Z 2001-12-14T23:59:60Z 2001-12-14T1:2:3Z 2001-12-14T21:59Z
	2001-12-14T Z 2001-12-14Z 2001-12-14T21:59:43z 2001-12-14T21:59:43.Z 2001-12-14T21:59:43.000Z 0000-01-01
	9999-12-31 2001-12-14T21:59:43.5+14:00 -2001-12-14 2001-12 1999-2-3T4:5:6.7Z 2001_12_14 2001-12-1_4
	yesterday nullable trueish 1a a1 0a v1 1.2.3 10.0.0.1 1Gi 500m 2m 1e3Mi 1,000 1/2 50% $1 <<< = == =1 a=b`)

func scalars() {
	texts := append(words, "2001-12-14 21:59:43", "2001-12-14 21:59:43.10", "2001-12-14 21:59:43 -5",
		"2001-12-14  21:59:43", "2001-12-14 1:2:3", "2001-12-14 21:59:43Z", "2001-12-14 21:59:43 +02:00", "1 2",
		"0 0", "é", "1é", "true false")
	for _, text := range texts {
		node := yaml3.Node{Kind: yaml3.ScalarNode, Value: text}
		var newer, older any
		check(node.Decode(&newer))
		if err := yaml2.Unmarshal([]byte("'': "+text), &older); err != nil {
			continue
		}
		fmt.Printf("%s\t%s\t%s\n", escape(text), describe(newer), describe(older.(map[any]any)[""]))
	}
}

func describe(value any) string {
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return fmt.Sprintf("bool %v", value)
	case int, int64:
		return fmt.Sprintf("int %d", value)
	case uint64:
		return fmt.Sprintf("uint %d", value)
	case float64:
		if math.IsInf(value, 0) || math.IsNaN(value) {
			return "float " + strings.ToLower(strconv.FormatFloat(value, 'g', -1, 64))
		}
		return "float " + strconv.FormatFloat(value, 'g', -1, 64)
	case time.Time:
		return "timestamp " + value.Format(time.RFC3339Nano)
	case string:
		return "str"
	}
	panic(fmt.Sprintf("%T", value))
}

// ---- texts: a string, and the mapping {k: string} as sigs.k8s.io/yaml writes it ----

var fixedTexts = []string{"", " ", "a", " a", "a ", "a b", "- a", "-a", "-", "?", "? a", "?a", ":", ": a", ":a", "a:", "a: b",
	"a:b", "#", "# a", "#a", "a #b", "a# b", "a\t#b", ",", "a, b", "[", "[a]", "]", "{", "{a}", "&a", "*a", "!a", "|", ">", "'", "'a'",
	"it's", "\"", "\"a\"", "a\"b", "%", "@", "`", "a`b", "\\", "a\\b", "---", "--- a", "...", "--", "<<", "=", "~", "null", "true", "yes",
	"y", "no", "off", "1", "1.5", "0x1F", "0b1", "0o7", "1e3", ".5", ".inf", "1:30", "1_000", "_1", "2001-01-01", "\t", "a\tb", "\ta", "a\t",
	"\n", "\n\n", "a\n", "a\n\n", "\na", "\n\na\n", "a\nb", "a\nb\n", "a\n\nb", " a\nb", "a\n b", "a \nb", "a\nb ", "a\n \nb", "a\n\tb",
	"a\r\nb", "a\rb", "\r", "\x00", "a\x00b", "\x07\x08\x0b\x0c\x1b", "\x01\x1f", "\u00a0", "a\u00a0b", "\u2028", "a\u2028b", "a\u2029b\n", "\ufeff",
	"\ufeffab", "a\ufeffb", "é", "日本語", "\U0001F600", "a\U0001F600\nb", "\ufffd", "é: è", "'\n'", "\"\n\"", "#\n", "- a\n- b\n", "key: |\n  text\n",
	strings.Repeat("x", 79), strings.Repeat("x", 200), strings.Repeat("x", 1025), strings.Repeat("é", 1030), "a\u0085b", "a \u0085\u0085 \u0085b",
	"a\u0085--- b", "a\u0085---", "a\u0085 --- b", "a\u0085... \u0085", "\u0085", " \u0085 ", strings.Repeat("word ", 40), strings.Repeat("word ", 40) + "end",
	strings.Repeat("it's ", 30) + "# end", strings.Repeat("tab\t ", 30) + "end", strings.Repeat("nul\x00 ", 30) + "end", strings.Repeat("é", 85) + " a b",
	strings.Repeat("a  b ", 30) + "c", "\"" + strings.Repeat("quoted  words ", 12) + "\"", strings.Repeat("a", 76) + " b c", strings.Repeat("a", 77) + " b c",
	strings.Repeat("a", 78) + " b c", strings.Repeat("a", 79) + " b c", strings.Repeat("- ", 60) + "a", strings.Repeat("x ", 50) + "\n" + strings.Repeat("y ", 50) + "z"}

var pieces = []string{"a", "word", " ", " ", " ", "  ", "\n", "\n", "\t", ":", ": ", " #", "#", "'", "\"", "-", "- ", "1", "é", "\\", "\u00a0",
	"\u2028", "\U0001F600", "\x01", "longer words that make a line ", "{", "]", ",", "?", "!", "%", "@", "0x", "true", "\r", "\u0085", "\x7f"}

func texts() {
	random := rand.New(rand.NewSource(1))
	for i := 0; i < 500; i++ {
		var text strings.Builder
		for count := random.Intn(14); count >= 0; count-- {
			text.WriteString(pieces[random.Intn(len(pieces))])
		}
		fixedTexts = append(fixedTexts, text.String())
	}
	for _, text := range fixedTexts {
		inJSON, err := json.Marshal(map[string]string{"k": text})
		check(err)
		out, err := yaml.JSONToYAML(inJSON)
		if err != nil {
			out = []byte("refused")
		}
		inJSON, err = json.Marshal(map[string]int{text: 1})
		check(err)
		key, err := yaml.JSONToYAML(inJSON)
		if err != nil {
			key = []byte("refused")
		}
		fmt.Printf("%s\t%s\t%s\n", escape(text), escape(string(out)), escape(string(key)))
	}
}

// ---- keys: lists in the order in which yaml.v2 writes them ----

var keyPieces = []string{"a", "b", "A", "B", "z", "0", "1", "2", "9", "10", "01", "-", "_", ".", "/", "é", "٣", "日", "ab", "€"}

func keys() {
	random := rand.New(rand.NewSource(1))
	for lists := 0; lists < 300; {
		mapping := map[string]int{}
		for size := 2 + random.Intn(6); len(mapping) < size; {
			var key strings.Builder
			for count := random.Intn(4); count >= 0; count-- {
				key.WriteString(keyPieces[random.Intn(len(keyPieces))])
			}
			mapping[key.String()] = 0
		}
		if order := stableOrder(mapping); order != nil {
			fmt.Println(strings.Join(order, "\t"))
			lists++
		}
	}
}

// stableOrder is the order of the keys, or nil where it depends on the order in
// which Go happens to meet them: yaml.v2's comparison is not transitive.
func stableOrder(mapping map[string]int) []string {
	var first []string
	for i := 0; i < 100; i++ {
		out, err := yaml2.Marshal(mapping)
		check(err)
		var items yaml2.MapSlice
		check(yaml2.Unmarshal(out, &items))
		var order []string
		for _, item := range items {
			order = append(order, escape(fmt.Sprint(item.Key)))
		}
		if first == nil {
			first = order
		} else if !slices.Equal(first, order) {
			return nil
		}
	}
	return first
}

// ---- paths: A, B, A cleaned, B seen from A, and with both below /: the way from A to B, whether B is inside A ----

var elements = []string{"a", "a", "b", "ab", ".", "..", "..", "", "...", ".a", "c d"}

func randomPath(random *rand.Rand) string {
	parts := []string{}
	for count := random.Intn(6); count >= 0; count-- {
		parts = append(parts, elements[random.Intn(len(elements))])
	}
	return strings.Join(parts, "/")
}

func paths() {
	random := rand.New(rand.NewSource(1))
	for i := 0; i < 400; i++ {
		a, b := randomPath(random), randomPath(random)
		joined := filepath.Clean(b)
		if !filepath.IsAbs(b) {
			joined = filepath.Clean(a + "/" + b)
		}
		way, err := filepath.Rel(filepath.Clean("/"+a), filepath.Clean("/"+b))
		check(err)
		inside := "inside"
		if way == ".." || strings.HasPrefix(way, "../") {
			inside = "outside"
		}
		fmt.Println(strings.Join([]string{a, b, filepath.Clean(a), joined, way, inside}, "\t"))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	map[string]func(){"number": numbers, "scalar": scalars, "text": texts, "key": keys, "path": paths}[os.Args[1]]()
}
