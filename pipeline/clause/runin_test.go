package clause

import "testing"

// TestRunInHeadings holds where a sentence is taken to begin behind a heading.
func TestRunInHeadings(t *testing.T) {
	for text, want := range map[string]string{
		"六、财政金融 全年一般公共预算收入794.2亿元":            "全年一般公共预算收入794.2亿元",
		"八、消费市场全年社会消费品零售总额311亿元":              "全年社会消费品零售总额311亿元",
		"增长12.7% 九、居民收入和社会保障 全年居民人均可支配收入5万元":  "全年居民人均可支配收入5万元",
		"一、全年粮食产量5万吨":                         "",
		"2.粮食全年产量5万吨":                         "",
		"六、财政金融。全年一般公共预算收入794.2亿元":            "",
		"全年一般公共预算收入794.2亿元":                   "",
		"六、税收收入80亿元，非税收入20亿元，全年一般公共预算收入100亿元": "",
	} {
		got := ""
		for _, x := range runInHeadings(text, nil) {
			got = text[x.End:]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
