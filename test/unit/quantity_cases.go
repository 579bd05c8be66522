//go:build ignore

// Quantity_cases prints what apimachinery says about amounts: the table that the test of quantity.h
// compares the library with. Run it in a module that requires k8s.io/apimachinery:
//
//	go run quantity_cases.go >quantity_cases.txt
//
// A line holds the text, the amount in its canonical form ("refused" for what is no amount), and
// its billionths where that fits.
package main

import (
	"fmt"
	"math/rand"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
)

var suffixes = []string{"", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
	"e3", "E-3", "e+2", "e-9", "e0", "K", "mi", "i", "e", "MM"}

func number(random *rand.Rand) string {
	digits := func(most int) string {
		var out strings.Builder
		for range random.Intn(most) + 1 {
			out.WriteByte(byte('0' + random.Intn(10)))
		}
		return out.String()
	}
	text := digits(5)
	switch random.Intn(6) {
	case 0:
		text += "." + digits(4)
	case 1:
		text = "." + digits(9)
	case 2:
		text += "."
	}
	return []string{"", "", "", "", "-", "+"}[random.Intn(6)] + text
}

func value(quantity resource.Quantity) string {
	if quantity.CmpInt64(9_000_000_000) > 0 || quantity.CmpInt64(-9_000_000_000) < 0 {
		return ""
	}
	return fmt.Sprint(quantity.ScaledValue(resource.Nano))
}

func main() {
	random := rand.New(rand.NewSource(7))
	texts := []string{"0", "0m", "0Ki", "0.0", "1", "1000", "1024", "1024Ki", "1000m", "1500m", "0.5Gi", "1.5Gi",
		"100m", "9223372036854775807", "9223372036854775808", "8Ei", "7Ei", "9E", "10E", "1e18", "1e19", 
		"1e-400", "0.0000000001", "-0.0000000001", "1.23456789012", "0.1Ki", "0.3m", "12e6", "1E3", "007", "m", "Ki", ".", "+", "-m", ".m", ""}
	for range 400 {
		texts = append(texts, number(random)+suffixes[random.Intn(len(suffixes))])
	}
	for _, text := range texts {
		quantity, err := resource.ParseQuantity(text)
		if err != nil {
			fmt.Printf("%s\trefused\t\n", text)
			continue
		}
		if quantity.Format == resource.DecimalExponent {
			quantity = *resource.NewDecimalQuantity(*quantity.AsDec(), resource.DecimalSI)
		}
		quantity.Add(resource.Quantity{}) // forgets the text that it was read from
		fmt.Printf("%s\t%s\t%s\n", text, quantity.String(), value(quantity))
	}
}
