package clause

import (
	"slices"
	"strings"

	"gongkai/schema"
	"gongkai/schema/words"
)

// Role says what part an entry plays in a clause.
type Role uint8

const (
	NoRole         Role = iota
	ConceptWord         // names a concept, a functional class or an economic class
	FundWord            // names a fund: modifies the noun after it, or stands for its revenue or expenditure
	HeadWord            // 收入, 支出, 收支: which concept it is depends on fund and section
	TotalWord           // 合计, 总计
	QualifierWord       // 本年, 当年
	PhaseWord           // 年初预算数, 决算数: the phase of the figures that follow
	ShareWord           // 占, 占比
	CompletionWord      // 完成, 执行率
	ChangeWord          // 增加, 减少: an amount after it is a change
	RateWord            // 增长, 下降: a ratio after it is a change
	ReachWord           // 增加到, 降至: the number after it is a level again
	FlatWord            // 持平
	CompareWord         // 大于, 小于
	PairWord            // 与, 比, 较: opens a comparison
	PairEndWord         // 相比
	YearWord            // 上年, 同期, 本年: a year relative to the document's
	PartWord            // 其中, 包括: a list of parts follows
	EachWord            // 分别, 各: numbers belong to the listed subjects in turn
	NoWord              // 无, 没有
	GrantWord           // 下达, 拨付: money made available
	LimitWord           // 单价, 限额: what follows is a threshold
	ReasonWord          // 原因: what follows explains
	AttributeWord       // 新增 before a noun: an attribute of it
	PointWord           // 年初, 上年末 in a comparison: the day measured against
	SpanWord            // “十四五”期间: the years of a plan
	rBody               // the name of the body that reports
	SkipWord            // a fixed phrase that contains entries but means none of them
)

// Entry is one surface of the lexicon with everything it may mean. Which
// meaning holds is decided by the section and the table it stands in.
type Entry struct {
	Role     Role
	Surface  string
	Concept  schema.ConceptID
	Function bool   // a name in the functional classification
	Economic bool   // a name in the economic classification
	Code     string // of a class printed with its level marks
	adjacent bool   // means this only right before a number: 教育支出执行48亿元
	partial  bool   // only the levels above the last could be resolved
	Fund     schema.FundSource
	Measure  schema.Measure
	Sign     int // direction of a change word; of a comparison word
	Year     int // years from the document's year
	side     Side
	First    bool          // the day is the first of its year
	Span     schema.Period // the years of a plan
}

// Side says which side of the accounts a bare head noun names.
type Side uint8

const (
	NoSide Side = iota
	RevenueSide
	ExpenditureSide
	bothSides
)

// Lexicon is the tables of schema and the grammar words of the genre in one trie.
type Lexicon struct {
	trie    *trie
	entries []Entry
}

func (l *Lexicon) add(surface string, e Entry) {
	e.Surface = fold(surface)
	if e.Surface == "" {
		return
	}
	if l.trie.Add(surface, int32(len(l.entries))) {
		l.entries = append(l.entries, e)
		return
	}
	at, _ := l.trie.Longest(e.Surface, 0, len(e.Surface))
	l.entries[at].merge(e)
}

// merge adds the meanings of o to those of a surface entered before.
func (e *Entry) merge(o Entry) {
	if e.Role != ConceptWord || o.Role != ConceptWord {
		return
	}
	if e.Concept == "" {
		e.Concept = o.Concept
	}
	e.Function = e.Function || o.Function
	e.Economic = e.Economic || o.Economic
}

// words lists surfaces that share a meaning.
func (l *Lexicon) words(e Entry, surfaces string) {
	for _, s := range strings.Fields(surfaces) {
		l.add(s, e)
	}
}

// NewLexicon enters the grammar words first, for they are few and decide the
// reading of a clause, then the tables of schema.
func NewLexicon() *Lexicon {
	l := &Lexicon{trie: NewTrie()}
	l.changes(words.Load())
	l.grammar()
	l.spans()
	for _, c := range schema.Concepts() {
		if c.ID == schema.ExpenditureByFunction || c.ID == schema.ExpenditureByEconomic {
			continue // named through the classifications below
		}
		for w := range c.Wordings() {
			l.add(w, Entry{Role: ConceptWord, Concept: c.ID, Measure: schema.PhaseNamed(w), Fund: fundIn(c.ID, w)})
		}
	}
	for code, name := range schema.ClassNames {
		l.class(code, name, Entry{Role: ConceptWord, Function: true})
	}
	for code, name := range schema.EconomicNames {
		l.class(code, name, Entry{Role: ConceptWord, Economic: true})
	}
	l.whole(words.Load())
	return l
}

// fundIn is the budget that a wording of the 三公 expenses names:
// 一般公共预算三公经费支出.
func fundIn(c schema.ConceptID, wording string) schema.FundSource {
	if !strings.HasPrefix(string(c), "three_public.") || strings.Contains(wording, "财政拨款") {
		return ""
	}
	switch {
	case strings.HasPrefix(wording, "一般公共预算"):
		return schema.GeneralPublicBudget
	case strings.HasPrefix(wording, "政府性基金"):
		return schema.GovernmentFund
	}
	return ""
}

// class enters a classification name, a 类 with and without 支出.
func (l *Lexicon) class(code, name string, e Entry) {
	l.add(name, e)
	if len(code) != 3 {
		return
	}
	short := strings.TrimSuffix(name, "支出")
	l.add(short+"支出", e)
	if len([]rune(short)) > 3 {
		l.add(short, e)
	}
}

// whole enters the empty words and names of bodies that contain a word of the lexicon or a numeral,
// so that they are not divided: 据统计, 共计支出, 进一步.
func (l *Lexicon) whole(t *words.Tables) {
	var divided []string
	for _, e := range t.Empty {
		divided = append(divided, e.Text)
	}
	for _, b := range t.Bodies {
		divided = append(divided, b.Text)
	}
	for _, a := range t.Adverbs {
		divided = append(divided, a.Text)
	}
	divided = slices.DeleteFunc(divided, func(w string) bool {
		return len(w) <= hanBytes || !strings.ContainsAny(w, "一二三四五六七八九十") && len(l.Lex(w, nil, nil)) == 0
	})
	for _, w := range divided {
		l.add(w, Entry{Role: SkipWord})
	}
}

// changes enters the verbs of change with their endings. Those of one character
// are entered only with an ending: alone they are verbs where a number follows,
// which is for briefChange to see. Nouns that contain them are entered as nouns.
func (l *Lexicon) changes(t *words.Tables) {
	for i := range t.Nouns {
		l.add(t.Nouns[i].Text, Entry{Role: SkipWord})
	}
	for i := range t.Changes {
		c := &t.Changes[i]
		verb := Entry{Role: RateWord, Sign: c.Sign}
		if c.Always {
			verb.Role = ChangeWord
		}
		if !c.Brief() {
			l.add(c.Stem, verb)
		}
		for j := range t.Endings {
			end := &t.Endings[j]
			switch {
			case c.Brief() && !end.AfterOne:
			case end.Level:
				l.add(c.Stem+end.Text, Entry{Role: ReachWord})
			default:
				l.add(c.Stem+end.Text, verb)
			}
		}
	}
}

// grammar enters the closed classes of words a clause is built from.
func (l *Lexicon) grammar() {
	gpb, fund, soe := schema.GeneralPublicBudget, schema.GovernmentFund, schema.StateCapital
	l.words(Entry{Role: FundWord, Fund: gpb}, `一般公共预算 一般公共预算财政拨款 一般公共预算拨款 公共财政预算 公共财政预算拨款
		公共财政预算财政拨款 一般公共预算当年拨款 一般公共预算当年财政拨款 公共预算财政拨款 公共财政拨款 一般公共财政预算拨款 地方财政一般公共预算`)
	l.words(Entry{Role: FundWord, Fund: fund}, `政府性基金 政府性基金预算 政府性基金预算财政拨款 政府性基金预算拨款 政府性基金拨款
		政府性基金财政拨款 政府性基金预算当年拨款`)
	l.words(Entry{Role: FundWord, Fund: soe}, `国有资本经营预算 国有资本经营 国有资本经营预算财政拨款 国有资本经营预算拨款 国有资本经营财政拨款`)
	l.words(Entry{Role: FundWord, Fund: FourthBudget}, `社会保险基金 社会保险基金预算 社保基金 社保基金预算`)
	l.words(Entry{Role: FundWord, Fund: schema.FiscalFunds}, `财政拨款 财政性资金 财政资金 当年财政拨款`)
	l.words(Entry{Role: FundWord, Fund: schema.OtherFunds}, `其他资金 其它资金 非财政拨款 自有资金 单位自筹资金`)

	l.words(Entry{Role: ConceptWord, Concept: schema.BalanceOpening}, `结转资金 年初结转 年初结转资金 上年结转 上年结转资金 上年度结转资金 上年度实际结转资金 上年结转收入 年初结转和结余 年初结转结余 结转结余资金 上年结转结余`)
	l.words(Entry{Role: HeadWord, side: RevenueSide}, `收入 收入总 收入总量`)
	l.words(Entry{Role: HeadWord, side: ExpenditureSide}, `支出 支总 开支`)
	l.words(Entry{Role: HeadWord, side: bothSides}, `收支 收入支出 收、支 收入、支出 收入和支出 收入与支出 收支总 收支预算 收支决算 收入支出决算 收入支出预算`)
	l.words(Entry{Role: TotalWord}, `总计 合计 总额 总数 总和 小计 总量 总体`)
	l.words(Entry{Role: QualifierWord}, `本年 当年 本年度 年度 全年 部门 本级`)

	l.words(Entry{Role: PhaseWord, Measure: schema.BudgetInitial}, `批准 批准的 审议批准 审议批准的 审议通过 审议通过的 审查批准 审查批准的 年初预算 年初预算数 年初预算安排 年初部门预算 年初批复预算 年初批复
		年初预算指标 年初预算批复 部门预算 年初安排 年初数 初预算 年初预算金额`)
	l.words(Entry{Role: PhaseWord, Measure: schema.BudgetAdjusted}, `全年预算 全年预算数 调整预算 调整预算数 调整后预算 调整后预算数 预算调整数
		调整后的预算 预算调整的 预算调整方案的 变动预算 变动预算数 汇总预算 汇总预算数 汇总调整预算 汇总调整预算数 追加后预算 全年预算安排 年度预算 年度预算数 最终预算 全年预算金额`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Budget}, `预算 预算数 预算安排 预算金额 预算为 预算资金 预算总额 当年预算 本年预算 预算指标`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Final}, `决算 决算数 支出决算 支出决算数 决算金额 决算总额 实际决算`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Executed}, `执行数 预算执行数 实际执行 实际执行数 全年执行数 实际支出 实际支出数 实际执行金额 执行金额`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Executed, adjacent: true}, `执行 执行为`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Executed}, `完成数 完成额 累计完成数 全年完成数 实际完成数 预计完成数 预计执行数 快报 快报数`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Used}, `已使用 已支出 已支付 累计支出 累计使用`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Target}, `目标任务 全年目标任务 全年目标 年度目标 目标值 预期指标值 年度指标值 预期目标 计划指标值 指标值`)
	l.words(Entry{Role: PhaseWord, Measure: schema.Actual}, `实际完成值 实际完成 完成值 实际完成指标值 实际值 全年完成值 全年实际值 已完成值`)

	l.words(Entry{Role: ShareWord}, `占 占比 占比为 占全 占地区 占地方 比重 占比达 占比例 所占比例 所占比重`)
	l.words(Entry{Role: CompletionWord}, `完成 完成率 执行率 预算执行率 预算完成率 完成比例 完成了 已完成 完成进度 支出进度 执行进度
		预算执行进度 执行比例 预算执行比例 支出执行率 完成比重 为预算 达到预算 达预算`)
	l.words(Entry{Role: ReachWord}, `达到 调整为 调整到`)
	l.words(Entry{Role: FlatWord}, `持平 基本持平 相持平 一致 相同 无增减 无变化 无变动 无增减变化 保持不变 相等 不变`)
	l.words(Entry{Role: CompareWord, Sign: 1}, `大于 高于 超过了 超出 多于`)
	l.words(Entry{Role: CompareWord, Sign: -1}, `小于 低于 未超过 未超 少于`)
	l.words(Entry{Role: CompareWord, Sign: 0}, `等于`)
	l.words(Entry{Role: PairWord}, `与 比 较 同`)
	l.words(Entry{Role: PairEndWord}, `相比 相比较 相较 比较 对比 相比较而言`)
	l.words(Entry{Role: YearWord, Year: -1}, `上年 上年度 去年 上一年 上一年度 上年同期 去年同期 同比 前一年`)
	l.words(Entry{Role: YearWord, Year: -1, Measure: schema.Final}, `上年决算`)
	l.words(Entry{Role: PartWord}, `其中 包括 包含 主要包括 主要用于 主要用于以下方面 主要用于以下几方面 具体为 分为 具体包括 具体是 主要包含 主要是 其构成是 其构成为 具体构成是 具体构成为`)
	l.words(Entry{Role: EachWord}, `分别 分别为 分别是 各是 各为 依次为 分别达 各`)
	l.words(Entry{Role: NoWord}, `无 没有 未发生 未安排 不涉及 暂无 未产生`)
	l.words(Entry{Role: GrantWord}, `下达 下拨 拨付 批复 安排 到位 划拨 投入 收到 申请 拨入 落实`)
	l.words(Entry{Role: LimitWord}, `单价 单台 单位价值 价值在 限额 限额标准 起点金额 金额超过 若金额 标准为 收费标准 补助标准 最低 最高`)
	l.words(Entry{Role: ReasonWord}, `原因 主要原因 原因是 主要是因为 主要因为 由于`)
	l.words(Entry{Role: SkipWord}, `预算稳定调节基金 预算周转金 预算绩效 预算编制 预算管理 预算单位 预算法 预算执行情况 预算收支 预算公开 预决算 预算执行中 预算执行过程
		预算绩效管理 绩效预算 预算表 决算表 预算资金管理 收入征管 多次 多种 多个 多项 多方 不少 至少 较多 较少 较好 较大 较高 较快 比例 比赛 比如 同时 同级 同志 同步 同意 共同 和谐 和平 温和
		参与 与会 给予 赋予 相同比例 无线 无障碍 无偿 无物业 各项 各类 各种 各级 各部门 各单位 各社区 各村 各科室 各地 各界 各方 各有关 各街道 各乡镇 各镇 占地 占有 占用 占道 占压 完成情况 完成时 减少的主要 增加的主要
		不同 同比例 部门决算 部门决算表 单位决算 政府决算 决算编制 决算说明 决算草案 少数 少年 少儿 青少年 多元 多年 多样 多媒体 最多 最少 减少排放 年少 年度内 全年共 部门整体支出 整体支出 部门职责 部门职能 部门概况 部门领导`)
}
