package tag_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline/reconcile"
	"gongkai/schema"
	"gongkai/schema/words"
)

// The laws of the reader, held over sentences made for them and over those of the
// corpus: a number whose words are not all known has no meaning, and words that
// play the same part can stand for each other.

// risingVerbs and fallingVerbs are ordinary verbs of change, whether or not the
// tables have them.
var (
	risingVerbs = strings.Fields("增加 增长 上升 提高 提升 上涨 上扬 增进 增高 增多 增大 扩大 扩张 扩充 攀升 飙升 蹿升 窜升 走高 走强 回升 反弹 翻升 跃升 拔高 拉升 抬高 抬升 升高 升至 " +
		"加大 加码 增厚 激增 猛增 暴增 陡增 大增 微增 多出 高出 超出 富余 上扬 上行 冲高 见涨 净增 追加 调增 增拨 增列 膨胀 累增 抬头")
	fallingVerbs = strings.Fields("减少 下降 降低 下滑 下跌 下行 下挫 下探 减退 减弱 减低 减缩 缩减 缩小 缩水 收缩 收窄 萎缩 回落 回调 走低 走弱 滑坡 滑落 跌落 锐减 骤减 陡降 大减 微降 " +
		"压减 压缩 压降 削减 裁减 核减 调减 扣减 抵减 冲减 少出 低于 短少 节约 节省 精简 砍掉 衰减 衰退 递减 探底 塌缩 滑降")
)

// TestVerbsOfChange holds that a number behind a comparison and a verb of change is
// that change or unread, never a level and never of the other direction, and that
// what it says right is called no error.
func TestVerbsOfChange(t *testing.T) {
	for sign, verbs := range map[int][]string{1: risingVerbs, -1: fallingVerbs} {
		for _, v := range verbs {
			if strings.HasSuffix(v, "至") {
				continue // names the level reached
			}
			rate := map[int]string{1: "25%", -1: "16.67%"}[sign]
			for _, form := range []string{"培训费支出5万元，较上年%s1万元。", "培训费支出5万元，比上年%s" + strings.ReplaceAll(rate, "%", "%%") + "。", "培训费支出5万元，较上年%s1万元，%[1]s" + strings.ReplaceAll(rate, "%", "%%") + "。",
				"培训费支出5万元。较上年%s了1万元。", "培训费支出5万元，比2019年度决算数略有%s1万元。", "培训费支出5万元，与上年相比%s1万元。", "培训费支出5万元，同比%s" + strings.ReplaceAll(rate, "%", "%%") + "。"} {
				s := fmt.Sprintf(form, v)
				r := reportOn(t, headsOf[""], s)
				for i := range r.Facts {
					f := &r.Facts[i]
					if f.Raw == "5万元" {
						continue
					}
					if f.Form == schema.Level || f.Concept != "" && !isChange(f, sign) {
						t.Errorf("%s: %s is %s %s %s (%s)", s, f.Raw, f.Concept, f.Form, f.Value, f.Rule)
					}
				}
				for _, c := range reconcile.Evaluate(r) {
					if c.Verdict == schema.Inconsistent {
						t.Errorf("%s: %s is inconsistent: %s", s, c.Rule, c.Formula)
					}
				}
			}
		}
	}
}

// TestPartsNeverInherit holds that a noun of no table after 其中 has no concept,
// whatever the whole is.
func TestPartsNeverInherit(t *testing.T) {
	wholes := []string{"本年支出合计", "一般公共预算财政拨款支出", "基本支出", "项目支出", "“三公”经费支出", "公务接待费", "机关运行经费", "政府采购支出总额", "本年收入合计", "其他收入", "培训费", "会议费", "教育支出（类）", "人员经费"}
	nouns := []string{"露营费", "游轮租赁", "线上课程开发", "无人机", "咖啡", "盆栽养护", "志愿者补贴", "食堂外包", "云存储", "翻译", "剧本创作", "滑雪场", "马拉松赛", "吉祥物", "展台搭建", "热气球"}
	for _, whole := range wholes {
		for _, noun := range nouns {
			for _, form := range []string{"%s5万元，其中：%s1.17万元。", "%s5万元，其中%s1.17万元，占23.4%%。", "%s5万元，包括%s1.17万元、%[2]s二期3.83万元。", "%s为5万元。其中，%s支出1.17万元。", "%s5万元（其中：%s1.17万元）。"} {
				s := fmt.Sprintf(form, whole, noun)
				for _, f := range readIn(t, s) {
					if f.Raw == "1.17万元" && f.Concept != "" && f.Dimensions.Project == "" && f.Dimensions.AssetKind == "" {
						t.Errorf("%s: %s is %s (%s)", s, f.Raw, f.Concept, f.Rule)
					}
				}
			}
		}
	}
}

// meaning is what a report says, without the words it says it in.
func meaning(r *schema.Report) string {
	var b strings.Builder
	for _, f := range r.Facts {
		fmt.Fprintln(&b, f.Concept, f.Form, f.Value, f.Measure, f.Period, f.Base, f.Dimensions)
	}
	return b.String()
}

// alike returns the rows of a role with the same value, of two characters or more.
func alike(role words.Role, value string) (out []string) {
	t := words.Load()
	for i := range t.Terms {
		if w := &t.Terms[i]; w.Role == role && w.Value == value && len(w.Text) > 3 {
			out = append(out, w.Text)
		}
	}
	return out
}

// verbsLike returns the verbs of change of the direction and kind of one.
func verbsLike(stem string) (out []string) {
	t := words.Load()
	k := slices.IndexFunc(t.Changes, func(c words.Change) bool { return c.Stem == stem })
	for _, c := range t.Changes {
		if c.Sign == t.Changes[k].Sign && c.Always == t.Changes[k].Always && !c.Brief() {
			out = append(out, c.Stem)
		}
	}
	return out
}

// TestWordsOfOneRole puts every row of a role in the place of another.
func TestWordsOfOneRole(t *testing.T) {
	for _, tt := range []struct {
		sentence, word string
		rows           []string
	}{
		{"培训费支出5万元，较上年增加1万元，增加25%。", "上年", []string{"上年度", "去年", "上一年", "上一年度", "前一年"}},
		{"培训费支出5万元，较上年增加1万元，增加25%。", "较", []string{"比"}},
		{"培训费支出5万元，与上年相比增加1万元。", "相比", []string{"相比较", "比较", "对比", "相较"}},
		{"培训费支出5万元，与上年相比增加1万元。", "与", []string{"同"}},
		{"培训费支出5万元，较上年增加1万元。", "增加", verbsLike("增加")},
		{"培训费支出5万元，较上年减少1万元。", "减少", verbsLike("减少")},
		{"培训费支出5万元，比上年增长25%。", "增长", verbsLike("增长")},
		{"培训费支出5万元，比上年下降16.7%。", "下降", verbsLike("下降")},
		{"培训费支出年初预算5万元，支出决算4万元，完成预算的80%。", "年初预算", []string{"年初预算数", "年初预算安排"}},
		{"培训费支出全年预算数5万元，执行数4万元。", "全年预算数", []string{"全年预算", "调整预算数", "调整后预算数", "变动预算数"}},
		{"培训费支出5万元，完成96.3%。", "完成", []string{"完成率", "执行率", "预算执行率", "完成预算的", "执行进度"}},
		{"培训费支出5万元，占本年支出的5.3%。", "占", []string{"占比为", "所占比重", "比重"}},
		{"培训费支出5万元，其中：物业费2万元，会议费3万元。", "其中：", []string{"包括：", "包含：", "其中，", "其中"}},
		{"本年收入、本年支出分别为5万元、4万元。", "分别为", []string{"分别", "各为", "分别是", "依次为"}},
		{"无政府性基金预算支出。", "无", []string{"没有", "未发生", "未安排", "不涉及", "暂无", "未产生"}},
		{"培训费支出5万元，与上年持平。", "持平", alike(words.Same, "")},
	} {
		want := meaning(reportOn(t, headsOf[""], tt.sentence))
		for _, w := range tt.rows {
			s := strings.ReplaceAll(tt.sentence, tt.word, w)
			if got := meaning(reportOn(t, headsOf[""], s)); got != want {
				t.Errorf("%s\n%s, with %s for it %s", s, want, w, got)
			}
		}
	}
}

// comparing are sentences of the corpus that compare an amount or rate.
var comparing = regexp.MustCompile(`(较|比)(上年|去年|上年度|20[12]\d年)(决算数|预算数)?(增加|减少|增长|下降)\d`)

// corpusSentences returns comparing sentences of the corpus, of every file a few.
func corpusSentences(t *testing.T) (out []string) {
	t.Helper()
	for _, pattern := range []string{"real/*.html", "real/*.txt", "real/*.docx", "wild/*.html"} {
		paths, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", pattern))
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := extract.Read(context.Background(), data, extract.DefaultLimits())
			if err != nil {
				continue // a file that is made not to be read
			}
			of := 0
			for i := range doc.Blocks {
				for s := range strings.SplitSeq(strings.ReplaceAll(doc.Blocks[i].Text.S, "\n", "。"), "。") {
					if comparing.MatchString(s) && len(s) < 600 && of < 6 {
						out, of = append(out, strings.TrimSpace(s)+"。"), of+1
					}
				}
			}
		}
	}
	if len(out) == 0 {
		t.Skip("no corpus beside the repository")
	}
	return out
}

// TestWordsInCorpus holds over sentences of the corpus that a verb of change stands
// for another of its kind, and that one of no table makes nothing a level.
func TestWordsInCorpus(t *testing.T) {
	sentences := corpusSentences(t)
	verb := regexp.MustCompile(`((?:较|比)(?:上年|去年|上年度|20[12]\d年)(?:决算数|预算数)?)(增加|减少|增长|下降)(\d)`)
	swap := map[string]string{"增加": "追加", "减少": "压减", "增长": "提升", "下降": "下滑"}
	for _, s := range sentences {
		before := reportOn(t, headsOf[""], s)
		other := verb.ReplaceAllStringFunc(s, func(m string) string {
			p := verb.FindStringSubmatch(m)
			return p[1] + swap[p[2]] + p[3]
		})
		if got, want := meaning(reportOn(t, headsOf[""], other)), meaning(before); got != want {
			t.Errorf("%s\n%s, with another verb\n%s", s, want, got)
		}
		unknown := verb.ReplaceAllString(s, "${1}腾挪${3}")
		after := reportOn(t, headsOf[""], unknown)
		if len(after.Facts) != len(before.Facts) {
			t.Errorf("%s: %d facts, with an unknown verb %d", s, len(before.Facts), len(after.Facts))
			continue
		}
		for i := range after.Facts {
			if a, b := &after.Facts[i], &before.Facts[i]; a.Form == schema.Level && b.Form != schema.Level && b.Form != schema.UnknownForm {
				t.Errorf("%s: %s is a level of %s (%s)", unknown, a.Raw, a.Concept, a.Rule)
			}
		}
	}
	t.Logf("%d sentences", len(sentences))
}

// TestTitlesAreNoWhole: a list of people by their titles may tell some of them, one by what posts they hold tells all.
func TestTitlesAreNoWhole(t *testing.T) {
	for s, accused := range map[string]bool{
		"在职人员98人，其中高级教师16人，一级教师31人，二级教师12人。": false,
		"在职人员98人，其中行政人员16人，事业人员31人，工勤人员12人。": true,
	} {
		found := false
		for _, c := range reconcile.Evaluate(reportOn(t, headsOf[""], s)) {
			found = found || c.Verdict == schema.Inconsistent
		}
		if found != accused {
			t.Errorf("%s: inconsistent %v", s, found)
		}
	}
}
