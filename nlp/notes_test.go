package nlp

import "testing"

func TestWithoutNotes(t *testing.T) {
	for text, want := range map[string]string{
		"规模以上工业[3]增加值增长5%":       "规模以上工业增加值增长5%",
		"规模以上企业 ［11］营业收入下降2%":    "规模以上企业营业收入下降2%",
		"地区生产总值（注2）4770亿元①，增长5%": "地区生产总值4770亿元，增长5%",
		"其构成是：①养老保险支出2元，②其他支出1元": "其构成是：①养老保险支出2元，②其他支出1元",
		"[1]地区生产总值为初步核算数":        "[1]地区生产总值为初步核算数",
		"财预〔2019〕12号":            "财预〔2019〕12号",
		"收入12元":                  "收入12元",
	} {
		got, dropped := WithoutNotes(text)
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
		restored := got
		for k := len(dropped) - 1; k >= 0; k-- {
			at := 0
			for j := range k {
				at += dropped[j].Len
			}
			restored = restored[:dropped[k].At] + text[dropped[k].At+at:][:dropped[k].Len] + restored[dropped[k].At:]
		}
		if restored != text {
			t.Errorf("%s: with what was dropped again %s", text, restored)
		}
	}
}
