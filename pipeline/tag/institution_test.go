package tag_test

import (
	"testing"

	"gongkai/extract"
	"gongkai/schema"
)

// TestOfInstitution: what follows a count of institutions is of these, but in a work
// report what was done to some of them says nothing of the figure after it.
func TestOfInstitution(t *testing.T) {
	t.Parallel()
	const work, bulletin = "云梦市政府工作报告\n——2026年1月20日在云梦市第十四届人民代表大会第三次会议上\n\n一、2025年工作回顾\n\n", "云梦市2024年国民经济和社会发展统计公报\n\n"
	for _, c := range []struct {
		text    string
		concept schema.ConceptID
	}{
		{work + "培育100个企业，常住人口城镇化率达到60%。", schema.EconomyActual},
		{work + "完成村级建制调整改革，培育100个省级百强中心镇，常住人口城镇化率突破60%。", schema.EconomyActual},
		{work + "全市拥有高新技术企业100家，发电量14亿千瓦时。", ""},
		{bulletin + "太阳能发电企业11家，发电量14亿千瓦时。", ""},
	} {
		doc, err := extract.Read(t.Context(), []byte(c.text), extract.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		facts := wordsTagger.Tag(doc, schema.Document{}).Facts
		if f := facts[len(facts)-1]; f.Concept != c.concept {
			t.Errorf("%s: %s is %q", c.text, f.Raw, f.Concept)
		}
	}
}
