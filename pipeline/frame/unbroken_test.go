package frame

import "testing"

func TestRunIn(t *testing.T) {
	for text, want := range map[string]string{
		"一、2025年工作回顾刚刚过去的一年，我们稳中求进。":       "2025年工作回顾",
		"一、2025年和“十四五”时期工作回顾2025年是收官之年。":   "2025年和“十四五”时期工作回顾",
		"一、“十四五”时期和2025年工作回顾“十四五”时期，全省奋进。": "“十四五”时期和2025年工作回顾",
		"三、2026年主要任务今年是开局之年。":              "2026年主要任务",
		"三、2026年重点工作政府工作的总体要求是：":           "2026年重点工作",
		"（一）扩大内需。坚持促消费。":                   "",
		"2025年，全省经济增长。":                    "",
	} {
		heading, body := RunIn(text)
		if heading != want || heading == "" && body != text {
			t.Errorf("%s: heading %q, body %q, want %q", text, heading, body, want)
		}
	}
}

func TestUnbrokenTitle(t *testing.T) {
	for line, want := range map[string]string{
		"下载打印收藏【字号：加大还原】2026年清溪县政府工作报告——2026年2月3日在清溪县第十六届人民代表大会第四次会议上来源：清溪日报县长 李某各位代表：现在，我代表县人民政府，向大会报告工作，请予审议，并请各位政协委员提出意见。刚刚过去的一年极不平凡。": "2026年清溪县政府工作报告",
		"2026年清溪县政府工作报告": "",
	} {
		if got := unbrokenTitle([]string{line}); got != want {
			t.Errorf("%s: title %q, want %q", line, got, want)
		}
	}
}
