// Oracle-regex makes up regular expressions and texts and says what Go's
// regexp package thinks of them: the cases of test/unit/regex_test.c.
//
//	go run . SEED COUNT >cases.txt
//
// Each line is WHERE, PATTERN, TEXT and ANSWER, separated by tabs. WHERE is
// "any" (regexp.MatchString) or "whole" (^(?:PATTERN)$). ANSWER is "yes", "no"
// or "bad" for a pattern that does not compile. Bytes that are not printable
// ASCII, and backslashes, are written \xHH.
//
// Two things are left out: property names spelled loosely, which only Go 1.25
// and later take, and properties that (?i) widens, which this project refuses.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"os"
	"regexp"
	"strconv"
	"strings"
)

// pieces of patterns; "R" stands for another pattern, "C" for items of a class.
var pieces = []string{
	"a", "b", "k", "s", "A", "K", "é", "ſ", "K", "ß", "σ", "Σ", "-", "_", "0", "7", " ", "\\n", "\n", ".",
	"a", "b", "ab", "ba", "R", "RR", "R|R", "(R)", "(?:R)", "(?P<n>R)", "(?<m1>R)", "(?i:R)", "(?s:R)",
	"(?m:R)", "(?U:R)", "(?i)R", "(?m)R", "(?s)", "(?-i)R", "(?i-s:R)", "R*", "R+", "R?", "R*?", "R+?", "R??",
	"R{2}", "R{1,2}", "R{0,1}", "R{2,}", "R{0}", "R{,2}", "R{x}", "R{1", "(?:R){2}", "(?:R)*", "(?:R)+",
	"^", "$", "\\A", "\\z", "\\b", "\\B", "^R", "R$", "[C]", "[^C]", "[C]", "[]C]", "[^]C]", "[C-]", "[-C]",
	"\\d", "\\D", "\\s", "\\S", "\\w", "\\W", "\\pL", "\\p{Lu}", "\\PN", "\\p{Greek}", "\\p{^Greek}", "\\p{Any}",
	"\\x41", "\\x{3c3}", "\\101", "\\0", "\\a", "\\t", "\\v", "\\.", "\\*", "\\-", "\\Qa.b\\E", "\\Q*", "\\Q\\E",
}

// classItems stand in brackets.
var classItems = []string{
	"a", "b", "k", "s", "a-c", "A-C", "k-s", "0-9", "é", "α-ω", "ſ", ".", "*", "^", "\\]", "\\\\", "\\d", "\\D",
	"\\w", "\\W", "\\s", "\\S", "[:alpha:]", "[:^alpha:]", "[:word:]", "[:^lower:]", "[:space:]", "[:punct:]",
	"[:digit:]", "\\pN", "\\PN", "\\p{Nd}", "\\n", "\\x{61}", "\\x{d800}-\\x{e001}", "[", "[:", "\\-", "-", "!-~",
}

// wrong is what RE2 refuses, or takes for something else than Perl does.
var wrong = []string{
	"(", ")", "[", "]", "{", "}", "*", "+", "?", "**", "a**", "a*+", "a++", "a{2}{3}", "\\", "(?", "(?P<", "(?P<n",
	"(?P<>a)", "(?P<é>a)", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "(?#a)", "(?|a)", "(?R)", "(?1)", "\\1",
	"\\12", "\\8", "\\C", "\\Z", "\\G", "\\K", "\\R", "\\X", "\\h", "\\N", "\\E", "\\e", "\\cA", "\\u0041", "\\g1",
	"\\x4", "\\x{}", "\\x{110000}", "\\x{d800}", "[[:foo:]]", "[[:alpha:]", "[b-a]", "[a-\\d]", "[\\d-z]", "[\\b]",
	"[\\Qa\\E]", "\\p", "\\p{", "\\p{Foo}", "(?i", "(?z)", "(?-)", "(?i-)", "(?i--s)", "(?)", "(?:)", "()",
	"a{1001}", "a{2,1}", "(a{100}){11}", "(a{10}){100}", "a{01}", "x{1000}", "(?:a{0,600}){0}{2}", "\xff", "a)|(?:b",
	"a)(b", "(?i)*", "a(?i)*", "a|*", "^*", "$+", "\\b?", "(?:\\A)*", "a\\Q\\E*", "a*\\Q\\E*", "(?x)a b", "(*UTF)a",
	"(?P=n)", "(?&n)", "\\Qab", "\\Qa\\", "[a", "[^", "[]", "[^]", "[]]", "[^]]", "\\_", "\\é", "\\ ", "[[.a.]]", "[[=a=]]",
}

// letters of texts.
var letters = []string{
	"a", "b", "c", "k", "s", "A", "B", "K", "S", "0", "7", "-", "_", ".", " ", "\n", "\t", "\v", "\r", "é", "É", "ſ",
	"K", "ß", "ẞ", "σ", "ς", "Σ", "α", "]", "*", "^", "\\", "\xff", "�", "\x00", "😀",
}

func pick(r *rand.Rand, from []string) string { return from[r.Intn(len(from))] }

func class(r *rand.Rand) string {
	var b strings.Builder
	for n := 1 + r.Intn(3); n > 0; n-- {
		b.WriteString(pick(r, classItems))
	}
	return b.String()
}

func pattern(r *rand.Rand, depth int) string {
	if depth == 0 {
		return pick(r, []string{"a", "b", "k", "", "."})
	}
	if r.Intn(60) == 0 {
		return pick(r, wrong)
	}
	var b strings.Builder
	for _, c := range pick(r, pieces) {
		switch c {
		case 'R':
			b.WriteString(pattern(r, depth-1))
		case 'C':
			b.WriteString(class(r))
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func text(r *rand.Rand) string {
	var b strings.Builder
	for n := r.Intn(7); n > 0; n-- {
		b.WriteString(pick(r, letters[:4+r.Intn(len(letters)-3)]))
	}
	return b.String()
}

func escape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' || s[i] == '\\' {
			fmt.Fprintf(&b, "\\x%02x", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func answer(pattern, text string) string {
	re, err := regexp.Compile(pattern)
	switch {
	case err != nil:
		return "bad"
	case re.MatchString(text):
		return "yes"
	default:
		return "no"
	}
}

// folds says whether a pattern may ignore the case of a property.
func folds(pattern string) bool {
	return strings.Contains(pattern, "\\p") && strings.Contains(pattern, "(?") && strings.Contains(pattern, "i")
}

func main() {
	seed, _ := strconv.ParseInt(os.Args[1], 10, 64)
	count, _ := strconv.Atoi(os.Args[2])
	r := rand.New(rand.NewSource(seed))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for i := 0; i < count; i++ {
		p, t := pattern(r, 1+r.Intn(5)), text(r)
		for folds(p) {
			p = pattern(r, 1+r.Intn(5))
		}
		if i < len(wrong) {
			p = wrong[i]
		}
		where, anchored := "any", p
		if r.Intn(2) == 0 {
			where, anchored = "whole", "^(?:"+p+")$"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", where, escape(p), escape(t), answer(anchored, t))
	}
}
