package schema

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestResolveDivision(t *testing.T) {
	tests := []struct {
		name string
		want Division // the zero Division: unresolved
	}{
		{"攀枝花市西区大宝鼎街道办事处", Division{"510403", "四川省", "攀枝花市", "西区"}},
		{"四川省攀枝花市西区", Division{"510403", "四川省", "攀枝花市", "西区"}},
		{"攀枝花西区", Division{"510403", "四川省", "攀枝花市", "西区"}},
		{"上海市普陀区人民政府万里街道办事处", Division{"310107", "上海市", "上海市", "普陀区"}},
		{"中共上海市普陀区委社会工作部", Division{"310107", "上海市", "上海市", "普陀区"}},
		{"舟山市普陀区", Division{"330903", "浙江省", "舟山市", "普陀区"}},
		{"江苏省人民检察院", Division{"320000", "江苏省", "", ""}},
		{"海南省财政厅", Division{"460000", "海南省", "", ""}},
		{"黄石市财政局", Division{"420200", "湖北省", "黄石市", ""}},
		{"济源市财政局", Division{"419001", "河南省", "", "济源市"}},
		{"凉山州西昌市", Division{"513401", "四川省", "凉山彝族自治州", "西昌市"}},
		{"湘西自治州财政局", Division{"433100", "湖南省", "湘西土家族苗族自治州", ""}},
		{"迪庆州财政局", Division{"533400", "云南省", "迪庆藏族自治州", ""}},
		{"广西钦州市钦北区", Division{"450703", "广西壮族自治区", "钦州市", "钦北区"}},
		{"吉林省吉林市", Division{"220200", "吉林省", "吉林市", ""}},
		{"重庆市", Division{"500000", "重庆市", "重庆市", ""}},
		{"宣汉县", Division{"511722", "四川省", "达州市", "宣汉县"}},
		{"东莞市财政局", Division{"441900", "广东省", "东莞市", ""}},

		{"沛县财政局", Division{"320322", "江苏省", "徐州市", "沛县"}},

		{"西区", Division{}},
		{"各市和县", Division{}},
		{"普陀区财政局", Division{}},
		{"主城区环境卫生", Division{}},
		{"实现长治久安", Division{}},
		{"大宝鼎街道办事处", Division{}},
		{"上海市和北京市", Division{}},
		{"", Division{}},
	}
	for _, test := range tests {
		got, ok := ResolveDivision(test.name)
		if got != test.want || ok != (test.want != Division{}) {
			t.Errorf("ResolveDivision(%s) = %v, %v, want %v", test.name, got, ok, test.want)
		}
	}
}

// divisionsIn are the divisions a text names, without repeats.
func divisionsIn(text string) (found []Division) {
	for _, code := range divisionTable().codesIn(text) {
		if d := divisionTable().division(code); !slices.Contains(found, d) {
			found = append(found, d)
		}
	}
	return found
}

func TestDivisionsIn(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"攀枝花市财政局批复。西区不在其中，攀枝花市西区在。", []string{"510400", "510403"}},
		{"上海市财政局与普陀区财政局", []string{"310000", "310107"}},
		{"四川省攀枝花市西区、东区", []string{"510403"}},
		{"北京市、上海市、北京市", []string{"110000", "310000"}},
		{"四川、云南两省", []string{"510000"}},
		{"没有地名", nil},
	}
	for _, test := range tests {
		var got []string
		for _, d := range divisionsIn(test.text) {
			got = append(got, d.Code)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("divisionsIn(%s) = %v, want %v", test.text, got, test.want)
		}
	}
}

func TestDivisionTable(t *testing.T) {
	table := divisionTable()
	if n := len(table.names); n < 3200 {
		t.Errorf("%d divisions", n)
	}
	code := regexp.MustCompile(`^[1-8]\d{5}$`)
	provinces := 0
	for c, name := range table.names {
		if !code.MatchString(c) || name == "" || strings.TrimSpace(name) != name {
			t.Errorf("division %q %q", c, name)
			continue
		}
		if strings.HasSuffix(c, "0000") {
			provinces++
		}
		d := table.division(c)
		if d.Province == "" || d.Code != c {
			t.Errorf("the division of %s is %v", c, d)
		}
		if got, ok := ResolveDivision(d.Province + strings.TrimPrefix(d.City, d.Province) + d.District); !ok || got != d {
			t.Errorf("%v is found as %v", d, got)
		}
	}
	if provinces != 34 {
		t.Errorf("%d provinces", provinces)
	}
}

func FuzzDivisionsIn(f *testing.F) {
	for _, s := range []string{"攀枝花市西区", "上海上海上海", "\xff市辖区", "吉林吉林"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range divisionsIn(text) {
			if _, ok := divisionTable().names[d.Code]; !ok {
				t.Errorf("%v has no code", d)
			}
		}
		ResolveDivision(text)
	})
}

func BenchmarkDivisionsIn(b *testing.B) {
	text := strings.Repeat("攀枝花市西区大宝鼎街道办事处是区政府的派出机关，主要履行推动经济发展、服务群众的职责。", 20)
	divisionsIn(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		divisionsIn(text)
	}
}

func BenchmarkDivisionTable(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		buildDivisions()
	}
}
