package review

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast holds the colours of both schemes to WCAG 2.2 AA: 4.5 to 1 for
// text (success criterion 1.4.3), 3 to 1 for bars and outlines (1.4.11).
func TestContrast(t *testing.T) {
	css, err := os.ReadFile("assets/app.css")
	if err != nil {
		t.Fatal(err)
	}
	light, rest, _ := strings.Cut(string(css), "@media screen and (prefers-color-scheme: dark)")
	dark, _, _ := strings.Cut(rest, "* { box-sizing")
	for name, scheme := range map[string]string{"light": light, "dark": dark} {
		colours := make(map[string]string)
		for _, m := range regexp.MustCompile(`--([a-z0-9-]+): #([0-9a-f]{6});`).FindAllStringSubmatch(scheme, -1) {
			colours[m[1]] = m[2]
		}
		if len(colours) < 20 {
			t.Fatalf("%s: %d colours", name, len(colours))
		}
		pairs := map[string]float64{"pick-ink/pick": 4.5, "bad/bad-wash": 4.5, "amber/amber-wash": 4.5, "card/link": 4.5, "good/wash": 4.5}
		for _, ink := range []string{"ink", "soft", "link", "bad", "amber"} {
			for _, ground := range []string{"paper", "card", "wash"} {
				pairs[ink+"/"+ground] = 4.5
			}
		}
		for k := range 8 {
			pairs["s"+strconv.Itoa(k)+"/card"] = 3
		}
		for pair, least := range pairs {
			a, b, _ := strings.Cut(pair, "/")
			if c := contrast(t, colours[a], colours[b]); c < least {
				t.Errorf("%s: %s has a contrast of %.2f", name, pair, c)
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) (l float64) {
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}
