package schema

import (
	"regexp"
	"slices"
	"testing"
)

func TestEconomicByCode(t *testing.T) {
	tests := []struct{ code, want string }{
		{"301", "工资福利支出"},
		{"30101", "基本工资"},
		{"30112", "其他社会保障缴费"},
		{"30212", "因公出国（境）费用"},
		{"30217", "公务接待费"},
		{"30231", "公务用车运行维护费"},
		{"30307", "医疗费补助"},
		{"310", "资本性支出"},
		{"31013", "公务用车购置"},
		{"39999", "其他支出"},
	}
	for _, test := range tests {
		if got, ok := EconomicByCode(test.code); !ok || got.Name != test.want {
			t.Errorf("EconomicByCode(%s) = %q, want %q", test.code, got.Name, test.want)
		}
		if c, ok := GovernmentEconomicByCode(test.code); ok {
			t.Errorf("the government axis answers for %s with %v", test.code, c)
		}
	}
	if got, ok := GovernmentEconomicByCode("50201"); !ok || got.Name != "办公经费" {
		t.Errorf("GovernmentEconomicByCode(50201) = %v", got)
	}
	if c, ok := EconomicByCode("50201"); ok {
		t.Errorf("the department axis answers for 50201 with %v", c)
	}
}

func TestEconomicCodes(t *testing.T) {
	tests := []struct {
		name                   string
		department, government []string
	}{
		{"工资福利支出", []string{"301"}, []string{"50501"}},
		{"商品和服务支出", []string{"302"}, []string{"50502"}},
		{"对个人和家庭的补助支出", []string{"303"}, []string{"509"}},
		{"对个人和家庭补助", []string{"303"}, nil},
		{"津补贴", []string{"30102"}, nil},
		{"会议费", []string{"30215"}, []string{"50202"}},
		{"因公出国(境)费用", []string{"30212"}, []string{"50207"}},
		{"其他资本性支出", []string{"310", "31099"}, []string{"50399", "50499"}},
		{"房屋建筑物购建", []string{"30901", "31001"}, []string{"50301", "50401"}},
		{"住房公积金", []string{"30113", "30311"}, []string{"50103"}},
		{"机关商品和服务支出", nil, []string{"502"}},
		{"没有这个科目", nil, nil},
	}
	for _, test := range tests {
		if got := EconomicCodes(test.name); !slices.Equal(got, test.department) {
			t.Errorf("EconomicCodes(%s) = %v, want %v", test.name, got, test.department)
		}
		if got := GovernmentEconomicCodes(test.name); !slices.Equal(got, test.government) {
			t.Errorf("GovernmentEconomicCodes(%s) = %v, want %v", test.name, got, test.government)
		}
	}
}

func TestEconomicTables(t *testing.T) {
	checkClassTable(t, economicTable(), regexp.MustCompile(`^(30[1-9]|31[0-3]|399)(\d\d)?$`))
	checkClassTable(t, governmentEconomicTable(), regexp.MustCompile(`^(50[1-9]|51[0-4]|599)(\d\d)?$`))
}

func TestAliasesAreFolded(t *testing.T) {
	for _, aliases := range []map[string]string{functionAliases, economicAliases} {
		for name, code := range aliases {
			if folded := NormalizeClassName(name); folded != name {
				t.Errorf("alias %s of %s is looked up as %s", name, code, folded)
			}
		}
	}
}

func BenchmarkEconomicCodes(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if len(EconomicCodes("公务接待费")) == 0 {
			b.Fatal("no such name")
		}
	}
}
