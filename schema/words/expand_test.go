package words

import "testing"

// TestExpand puts the words of a use and meaning, and those of places of a kind, into an
// expression; what is no slot stays as it is.
func TestExpand(t *testing.T) {
	for expr, want := range map[string]string{
		"^[0-9]{2,4}$":                 "^[0-9]{2,4}$",
		"{units_list own}$":            "(?:本级|机关)$",
		"{vehicle_unit}?":              "(?:辆|台)?",
		"{no_such_use}":                "(?:)",
		"{units_list lists gathered}x": UnitsList.Labels().Pattern("lists", "gathered") + "x",
		"{place_word zone}":            Load().PlacePattern(ZoneEnding),
	} {
		if got := Expand(expr); got != want {
			t.Errorf("%s: %s, want %s", expr, got, want)
		}
	}
	if own := Compiled("^某局{units_list own}$")(); !own.MatchString("某局本级") || own.MatchString("某局中心") {
		t.Errorf("%v does not match by its words", own)
	}
}
