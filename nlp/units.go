package nlp

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// unit is one written unit of the lexicon.
type unit struct {
	text  string // as written, folded
	kind  Kind
	canon string // unit of the value: 元 for 角
	exp   int    // power of ten to the canonical unit: 角 -1
	veto  string // runes that, right after, make it part of another word
	lift  string // a word right after that lifts the veto: 5项|目标任务
}

// The lexicon of units, by kind, with frequencies from 7.8
// million characters of disclosure prose; TestUnits holds that every entry is
// reachable. Within a line only the separation by blanks matters.
const (
	countUnits = `人 名 位 人次 人（次） 户 户次 家 个 所 对 代 员 人份 人天 人日 口 家庭 成员
件 项 张 份 条 台 套 台套 台（套） 台件 辆 辆次 艘 架 部 支 只 头 匹 棵 株 枚 块 面 幅 本 册 篇 篇次 盏 把 根 粒 瓶 袋 箱 桶 盒 包 双 副 床 席 座 栋 幢 间 处 扇 宗 笔 例 起 桩 股 注 卷 列 节 尾 羽 颗 丛 门 门次 款 则 首 部门 顶 孔 眼 口井 组 队 支队
次 场 场次 期 轮 轮次 批 批次 班 班次 车次 件次 架次 航次 艘次 台次 剂次 针次 套次 户数 趟 遍 回 课时 学时 学分 人时 团组 个团组 团次 例次 频次 站次 点次 家次 所次 项次 份次 处次 条次 场（次） 次（条） 批（次）
类 大类 小类 大项 小项 种 片 区 县 市 省 镇 乡 村 社区 街道 层 标箱 标准箱 万标箱 床位 张床位 桌 餐 方面 环节 领域 步 字 页 行 岗 席位 机组 车位 车道 泊位 工位 编 人头 头次 点 大 路 站 票 单 段 码 倍次`

	measureUnits = `米 公里 千米 厘米 毫米 微米 纳米 海里 里 平方米 平米 平方公里 平方千米 公顷 亩 ㎡ m² m2 km² km m mm cm kg t ha 立方米 立方 m³ m3 升 毫升 方 吨 公斤 千克 克 毫克 微克 斤 担 吨标准煤 吨标煤 千克标准煤 千瓦 兆瓦 吉瓦 千瓦时 千瓦小时 兆瓦时 度 千伏 千伏安 伏 kV kW MW GW kWh kw mw 吨公里 人公里 微克/立方米 毫克/升 毫克/立方米 分贝 ℃ 摄氏度 兆 Mbps Gbps GB TB MB 吉字节 字节 重量箱 标准量 TEU teu
延米 延长米 车公里 标准立方米 标立方米 平方 海里 寸 英寸 尺 吨级 载重吨 总吨 净载重吨 换算吨公里 马力 卡 千卡 焦耳 帕 兆帕 赫兹 兆赫 EFLOPS PFLOPS
秒 秒钟 分钟 小时 个小时 学年 天 日 周 个星期 星期 个月 个季度 年 周年 岁 周岁 个工作日 工作日 个交易日 日历天 个半月 个多月 个多小时 个学期 学期 个自然日 自然日`

	amountUnits = `元 美元 欧元 日元 英镑 港元 港币 新台币 澳门元 卢布 韩元 新加坡元 美金 人民币`
)

// vetoes: a unit of one character is no unit when it begins one of these words.
var vetoes = map[string]string{
	"个": "性体", "人": "大民均员工普", "名": "列单称誉胜义", "位": "居于列一数", "家": "庭长",
	"所": "有以得属谓需", "对": "于外口比接应标照象策", "代": "表码理替", "项": "目",
	"条": "件例款", "部": "分署委队", "支": "出持付撑部援教行", "头": "寸", "面": "临积向对貌",
	"本": "年级次身地科着轮单部市区县省街机期月", "把": "握关控", "包": "括含干装", "双": "方向",
	"处": "于理置罚以在", "宗": "教旨", "起": "草步来到诉", "节": "约能水日庆目", "股": "份权东",
	"例": "如", "组": "织成建", "队": "伍员", "期": "间末初满限", "场": "所馆地景", "批": "准复发评示",
	"次": "年月日要产数贷", "类": "似别型", "种": "植养子类业", "区": "域级县属间委政财", "县": "级域城委政财",
	"市": "场级民政委区县属本财", "省": "级内委政市财道", "镇": "村级区街政", "乡": "村镇", "村": "民级委庄",
	"层": "面级次", "点": "击评", "行": "政业动为", "单": "位价", "路": "径", "班": "子", "员": "工会",
	"口": "径岸号", "页": "面", "级": "", "票": "据", "门": "诊户类", "款": "项", "卷": "烟", "步": "骤入行",
	"字": "样", "代表": "", "则": "", "首": "次先批个位席届", "编": "制办", "片": "区面", "段": "落",
	"方": "面式案便向法针可能", "里": "程面", "度": "假", "天": "然气", "日": "常前起均益内", "周": "边期转",
	"年": "初末底龄级", "米": "", "升": "级至", "克": "服", "分": "别类局公行会析布管校部配组期工级解散支摊担项为部", "兆": "",
	"元": "旦素", "平方": "", "岁": "", "户": "籍外主口", "张": "贴", "间": "接", "站": "点", "列": "入支为示出",
	"回": "收升落购", "份": "额", "副": "主局书县市处科", "注": "重册入意", "床": "位", "房": "",
	"立方": "", "眼": "", "孔": "", "顶": "", "岗": "", "台": "账湾", "套": "期取", "座": "谈", "斤": "", "吨": "",
	"桌": "", "餐": "饮厅", "码": "头", "倍": "", "担": "保任负", "m": "", "t": "", "村民": "", "注册": "",
	"度电": "", "根": "据本", "篇": "章", "轮": "换驱车", "尾": "矿", "羽": "毛", "社区": "", "街道": "", "领域": "", "环节": "",
}

// lifts: the longer word that shows a veto to be none.
var lifts = map[string]string{"项": "目标", "人": "工资"}

// yuan is what 块 stands for before 角 and 毛.
var yuan = &unit{text: "元钱", kind: Amount, canon: "元"}

// otherUnits are those whose value has another unit than the one written, and words
// after a number that is no quantity.
var otherUnits = []unit{
	{text: "毛", kind: Amount, canon: "元", exp: -1, veto: "利重巾坯竹猪衫线织皮发额豆地驴收石鸡主泽"},
	{text: "毛钱", kind: Amount, canon: "元", exp: -1},
	{text: "角钱", kind: Amount, canon: "元", exp: -1},
	{text: "分钱", kind: Amount, canon: "元", exp: -2},
	{text: "微克每立方米", kind: Measure, canon: "微克/立方米"},
	{text: "毫克每立方米", kind: Measure, canon: "毫克/立方米"},
	{text: "圆", kind: Amount, canon: "元"},
	{text: "块钱", kind: Amount, canon: "元"},
	{text: "元人民币", kind: Amount, canon: "元"},
	{text: "角", kind: Amount, canon: "元", exp: -1, veto: "色落度"},
	{text: "%", kind: Ratio, canon: "%"},
	{text: "‰", kind: Ratio, canon: "‰"},
	{text: "个百分点", kind: Ratio, canon: "个百分点"},
	{text: "百分点", kind: Ratio, canon: "个百分点"},
	{text: "百分比", kind: Ratio, canon: "%"}, // the name of the unit in a column of its own: ≥95百分比
	{text: "个千分点", kind: Ratio, canon: "个百分点", exp: -1},
	{text: "千分点", kind: Ratio, canon: "个百分点", exp: -1},
	{text: "个基点", kind: Ratio, canon: "个基点"},
	{text: "基点", kind: Ratio, canon: "个基点"},
	{text: "个BP", kind: Ratio, canon: "个基点"},
	{text: "BP", kind: Ratio, canon: "个基点"},
	{text: "倍", kind: Ratio, canon: "倍", veto: "增"},
	{text: "成", kind: Ratio, canon: "%", exp: 1, veto: "为立功员果本绩效长都品人份熟型就分交"},
	{text: "折", kind: Ratio, canon: "折", veto: "旧合"},
	{text: "分", kind: Score, canon: "分", veto: vetoes["分"]},
	{text: "项目", kind: Count, canon: "个", veto: "标录前的"}, // 5项目: the classifier is missing
	{text: "企业", kind: Count, canon: "个"},
	{text: "级", kind: Noise},
	{text: "届", kind: Ordinal},
	{text: "号", kind: Ordinal, veto: "召称码"},
	{text: "强", kind: Noise, veto: "化调制力烈大劲势"},
	{text: "国道", kind: Noise},
	{text: "热线", kind: Noise},
	{text: "指挥中心", kind: Noise},
	{text: "报警", kind: Noise},
	{text: "政务服务", kind: Noise},
	{text: "型", kind: Noise},
	{text: "版", kind: Noise, veto: "块面权"},
	{text: "平台", kind: Noise},
	{text: "号线", kind: Noise},
	{text: "号文", kind: Ordinal},
	{text: "年代", kind: Noise},
	{text: "连", kind: Noise, veto: "续接"},
}

// units is the read-only table of units by first rune, longest first.
var units = buildUnits()

func buildUnits() map[rune][]unit {
	var all []unit
	add := func(kind Kind, list string) {
		for _, t := range strings.Fields(list) {
			all = append(all, unit{text: foldString(t), kind: kind, canon: t, veto: vetoes[t], lift: lifts[t]})
		}
	}
	add(Count, countUnits)
	add(Measure, measureUnits)
	add(Amount, amountUnits)
	all = append(append(all, *yuan), otherUnits...)
	m := make(map[rune][]unit)
	for _, u := range all {
		r, _ := utf8.DecodeRuneInString(u.text)
		m[r] = append(m[r], u)
	}
	for _, us := range m {
		sort.SliceStable(us, func(i, j int) bool { return len(us[i].text) > len(us[j].text) })
	}
	return m
}

func foldString(s string) string {
	return strings.Map(fold, s)
}

// hasFolded reports whether s continues at i with the folded text t, and where
// that ends.
func hasFolded(s string, i int, t string) (int, bool) {
	if strings.HasPrefix(s[i:], t) {
		return i + len(t), true
	}
	for j := 0; j < len(t); {
		r, w := at(s, i)
		want, tw := utf8.DecodeRuneInString(t[j:])
		if w == 0 || r != want {
			return 0, false
		}
		i, j = i+w, j+tw
	}
	return i, true
}

// unitAt finds the longest simple unit at i.
func unitAt(s string, i int) (*unit, int) {
	r, w := at(s, i)
	if w == 0 {
		return nil, i
	}
	us := units[r]
	for k := range us {
		u := &us[k]
		end, ok := hasFolded(s, i, u.text)
		if !ok {
			continue
		}
		next, _ := at(s, end)
		if isLetter(r) && (isLetter(next) || isDigit(next)) {
			continue
		}
		if u.veto != "" && next != 0 && strings.ContainsRune(u.veto, next) && (u.lift == "" || !strings.HasPrefix(s[end:], u.lift)) {
			continue
		}
		return u, end
	}
	return nil, i
}

// written is a unit as it stands in the text: simple, X（Y）, X/Y or X/Y·Z.
type written struct {
	*unit
	name string // the canonical spelling of the whole
	end  int
}

// writtenUnit reads the unit at i with what may be attached to it.
func writtenUnit(s string, i int) (written, bool) {
	u, end := unitAt(s, i)
	if u == nil {
		return written{}, false
	}
	w := written{u, u.canon, end}
	if u.kind == Count {
		w.gloss(s)
	}
	if u.kind != Ratio {
		w.per(s)
	}
	return w, true
}

// gloss takes the unit in parentheses of 次（条）.
func (w *written) gloss(s string) {
	r, rw := at(s, w.end)
	if r != '(' {
		return
	}
	y, end := unitAt(s, w.end+rw)
	if y == nil || y.kind != Count {
		return
	}
	if r, rw = at(s, end); r == ')' {
		w.name = w.name + "（" + y.canon + "）"
		w.end = end + rw
	}
}

// per takes the denominators of 元/人·月.
func (w *written) per(s string) {
	for sep := '/'; ; sep = 0 {
		r, rw := at(s, w.end)
		if r != '/' && (sep == '/' || r != '·') {
			return
		}
		end := denominator(s, w.end+rw)
		if end == 0 {
			return
		}
		w.name += string(r) + s[w.end+rw:end]
		w.end = end
	}
}

// denominator returns the end of a unit that may stand after a stroke, or 0.
func denominator(s string, i int) int {
	if y, end := unitAt(s, i); y != nil && (y.kind == Count || y.kind == Measure) {
		return end
	}
	if r, w := at(s, i); r != 0 && strings.ContainsRune("月年日天季周时人次户亩", r) {
		return i + w
	}
	return 0
}
