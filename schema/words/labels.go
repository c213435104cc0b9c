package words

import (
	"fmt"
	"slices"
	"strings"
)

// Label is a wording of the titles, headings and cells of tables, 序号 in a heading
// says that the column holds serial numbers, or of a name in prose.
type Label struct {
	Text  string
	Where Where
	Means string // within its use
	Row
}

// Where says where in a text a label must stand to mean what it does.
type Where string

// The places of a label.
const (
	Whole    Where = "is"
	Begins   Where = "begins"
	Ends     Where = "ends"
	Anywhere Where = "contains"
)

// Use is what labels are looked up for. Labels of one use are told from one another
// by what they mean.
type Use string

// The uses of labels.
const (
	LeftOut             Use = "left_out"              // begins what a figure leaves out or how it is reckoned, and the word that ends it: 扣除留抵退税因素后, 按平均汇率计算
	GrandSum            Use = "grand_sum"             // what all that came in is called, with what was carried over
	UsedFor             Use = "used_for"              // the verb of money that goes to a purpose
	NextYear            Use = "next_year"             // begins the heading of what the year after that of the report is to bring
	Defines             Use = "defines"               // says in a bracket behind a name what the name takes in: 主要包括
	DoneTail            Use = "done_tail"             // goes on behind a verb of reaching with the name of how far it was reached: 完成情况
	CompletedVerb       Use = "completed_verb"        // says of what follows that it was reached
	YearTold            Use = "year_told"             // begins what is of the year told and no balance
	DebtLimitNoun       Use = "debt_limit"            // a standard of purchases, and in the report of a government what it may owe
	BudgetChanged       Use = "budget_changed"        // is in the title of a report on the budget of one level alone
	OwnSide             Use = "own_side"              // begins a side of the accounts
	ClassOfWhole        Use = "class_of_whole"        // a unit of the kinds that make up a whole: 八项支出
	Column              Use = "column"                // the heading says what kind of cells a column has
	ColumnLabel         Use = "column_label"          // a cell in a row that numbers the columns
	RowName             Use = "row"                   // the name of a row
	FlatHead            Use = "flat_head"             // headings left before the first row of a flattened table
	Vehicle             Use = "vehicle"               // the part of 公务用车购置及运行费 that a column holds
	LevelMark           Use = "level_mark"            // what stands in brackets behind a name and is no unit
	Payer               Use = "payer"                 // whose money pays for a part of a project, which is no project itself
	HavingVerb          Use = "having_verb"           // a verb of having that a name may begin with and that is no part of it: 设
	DividedInto         Use = "divided_into"          // the verb of a whole that is divided by something
	ThisYear            Use = "this_year"             // in the name of a side of the accounts that no balance is a part of
	BeforeDate          Use = "before_date"           // follows a date until which something happened
	WorkedArea          Use = "worked_area"           // ends what a title says of the areas that were worked on, and no name of a place: 老旧小区
	PerLead             Use = "per_lead"              // stands before for whom a rate is: 为每户
	OwnAmount           Use = "own_amount"            // ends what a clause says of money of the thing before it: 账面原值
	PayerGiven          Use = "payer_given"           // what such money is called behind whose it is: 配套, 财政补助
	Nation              Use = "nation"                // what a report of the government of the nation calls its own accounts
	NationTitle         Use = "nation_title"          // what the title of such a report says
	MoneyUnit           Use = "unit"                  // units of money; the meaning is the power of ten
	UnitWord            Use = "unit_word"             // the word before a unit
	TitleEnd            Use = "title"                 // how the title above a table ends
	TitleConcept        Use = "title_concept"         // what alone a table is about
	TitleAccounts       Use = "title_accounts"        // says that a table is of what a government spends
	RowConcept          Use = "row_concept"           // the name of a row that has figures of its own in it; the meaning is the concept
	Buying              Use = "buying"                // is in headings of a table of procurement, which is about nothing else
	PersonHead          Use = "person_head"           // ends what people are called
	StaffKindHead       Use = "staff_kind_head"       // a kind of staff, below a head that counts posts or people
	PostKind            Use = "post_kind"             // ends a kind of posts
	GroupHead           Use = "group_head"            // heads columns that say themselves what they are of
	AdjustedHead        Use = "adjusted_head"         // heads what was added to a budget or taken from it in its year, or the rate of that
	Procured            Use = "procured"              // a row of a table of procurement; the meaning is the concept
	TitleWhole          Use = "title_whole"           // what 合计 is in a table whose title names a part of the expenditure; the meaning is the concept
	TitleTransfers      Use = "title_transfers"       // says that a table is of transfers
	Handed              Use = "handed"                // what titles call kinds of transfers to places, and what stands beside that
	TitleStatus         Use = "title_status"          // says in a title of what phase its figures are, and nothing of what they are of
	TitleRest           Use = "title_rest"            // ends a title and says in what order its table is, and nothing of what it is of
	FundAlone           Use = "fund_alone"            // a column headed by the name of a budget and no side of it
	TitleMixed          Use = "title_mixed"           // says that a title names other things too
	TitleFund           Use = "title_fund"            // the fund that a title names
	Insurance           Use = "insurance"             // titles of the social insurance funds
	InsuredItem         Use = "insured_item"          // items of the accounts of a social insurance fund; the meaning is the concept
	InsuredClass        Use = "insured_class"         // what reports call a class of what a fund pays; the meaning is its name in the classification
	InsuredRisk         Use = "insured_risk"          // ends the name of a social insurance fund that leaves 基金 out
	InsuredSide         Use = "insured_side"          // the side of the accounts of the funds that a title or a short name is of
	TopLine             Use = "top_line"              // lines above a header inside a sheet
	CellFiller          Use = "filler"                // cells without a figure in a column of figures
	ChangeHead          Use = "change"                // words of change in a heading: direction, and whether by themselves a rate
	ChangeNoun          Use = "change_noun"           // words of change that need no base
	ChangeUnit          Use = "change_unit"           // what behind a word of change says that it is an amount or a rate
	RatioHead           Use = "ratio"                 // a heading that states a ratio
	CompletionHead      Use = "completion"            // a heading that states how much of a budget was done
	YearHead            Use = "year"                  // the year before, as a base
	BareHead            Use = "bare_head"             // a heading whose figures have no unit: an index, a rank
	EndOfYear           Use = "end_of_year"           // a heading that says that its figures are of the first or the last day of a year
	SavedHead           Use = "saved_head"            // in a heading names money that was kept and no change: 节约资金
	SubjectTail         Use = "subject_tail"          // ends a title behind what its table tells of
	SubjectNone         Use = "subject_none"          // what a title holds that names several things, or how its rows are told
	CountHead           Use = "count_head"            // ends a heading that counts something; the meaning is the unit
	OutputHead          Use = "output_head"           // a heading of how much of what the row names was made
	SplitHead           Use = "split_head"            // stands around what the columns below it tell parts by
	PhaseHead           Use = "phase_head"            // a heading that says the phase of its figures in tables alone; the meaning is the phase
	TitleAlso           Use = "title_also"            // what a title names beside the “三公”经费
	MoneyColumn         Use = "money_column"          // the heading of a column of money
	StaffRow            Use = "staff_row"             // what the name of a kind of staff ends with
	MonthMark           Use = "month_mark"            // by which a span of months is known from a year
	MonthHead           Use = "month_head"            // of which months of the title the figures below a heading are
	MonthDone           Use = "month_done"            // what was done in the months that a heading speaks of
	SameTime            Use = "same_time"             // how a heading says that its figures are of the same time of another year
	MoneyHead           Use = "money_head"            // whose money the columns below a heading are of; the meaning is the fund
	IndexBase           Use = "index_base"            // what an index is held against
	HeadingAside        Use = "heading_aside"         // stands in brackets inside a heading; the meaning says whether it is a part of its phase or a remark
	WeightHead          Use = "weight"                // a column that says how much a ratio counts
	BudgetBase          Use = "base"                  // a budget that figures are held against
	PlaceName           Use = "place"                 // names of places
	PlaceLead           Use = "place_lead"            // words before the name of a place
	NoPlace             Use = "no_place"              // names like those of places that are none
	LevelHead           Use = "level"                 // the level of government in a heading
	DebtHead            Use = "debt"                  // whose debt a heading speaks of
	DebtAction          Use = "debt_action"           // what is done with debt or said of it; the meaning is the concept
	BondAmount          Use = "bond_amount"           // a column with the amounts of single bonds or of what they pay for
	DebtPaid            Use = "debt_paid"             // a column under 还本付息 that is of one of the two; the meaning is the concept
	DebtWhen            Use = "debt_when"             // when in a year a balance stands
	DebtPart            Use = "debt_part"             // a part of the debt that is told apart
	PerformanceMark     Use = "performance_mark"      // labels that show a performance table
	DisclosureMark      Use = "disclosure_mark"       // labels that show a table of the report on the disclosure of information
	WholeBody           Use = "whole_body"            // says that a performance table is of all that a body spends
	PerformanceLabel    Use = "performance_label"     // labels beside a value
	PerformanceHead     Use = "performance_head"      // columns of a performance table
	PerformanceMoney    Use = "performance_money"     // labels of the funding block
	PerformanceFund     Use = "performance_fund"      // whose money it is
	PerformanceRate     Use = "performance_rate"      // names of indicators that are rates, whose bare figures are percentages
	HeadingEmpty        Use = "heading_empty"         // words that headings are built with and that name nothing
	HeadingSentence     Use = "heading_sentence"      // is in sentences, or in pieces of them that line breaks leave, and in no heading
	HeadingStory        Use = "heading_story"         // says that a heading tells of accounts, beyond naming a fund
	HeadingTells        Use = "heading_tells"         // says that a heading tells of something, and is no term of the glossary
	AgeUnit             Use = "age_unit"              // a unit of ages
	ShareRate           Use = "share_rate"            // a rate that is a part of a whole
	HigherThan          Use = "higher_than"           // begins to say by how much a rate is above or below another
	GrowthBehind        Use = "growth_behind"         // says behind a rate that it is of growth: 实现3%的增长; meaning: up or down
	SpeechOpening       Use = "speech_opening"        // begins the text below a heading of a work report: 习近平总书记
	LeadHeading         Use = "lead_heading"          // a heading without a number that may run into the text it opens: 人口
	TextOpening         Use = "text_opening"          // begins the text below a heading of a bulletin: 全年
	SameSubject         Use = "same_subject"          // opens a remark that speaks of the same thing as the sentence before: 从构成看
	Division            Use = "division"              // begins a clause that says by what a whole is divided
	HeadingTail         Use = "heading_tail"          // may end a heading that names the budget of a fund and no more
	BudgetName          Use = "budget_name"           // has 预算 in it and occurs in final accounts too
	SpentInAll          Use = "spent_in_all"          // says of what was counted before it that this much was spent on it
	CarPart             Use = "car_part"              // what behind the cost of official cars a part of it is called; the meaning is the concept
	VehicleKind         Use = "vehicle_kind"          // official kinds of vehicles (reporting categories of 行政事业性国有资产)
	Having              Use = "having"                // a verb of having before the names of what is counted
	AccountNoun         Use = "account_noun"          // is in the name of a line of the accounts
	FundNoun            Use = "fund_noun"             // ends the name of money for a purpose, or says no more than that it is such
	ProjectReport       Use = "project_report"        // ends a lead that names a project and says that its evaluation follows: 绩效自评综述
	NoProject           Use = "no_project"            // is in the title of an evaluation of more than one project
	SameItem            Use = "same_item"             // before a bare 支出 that goes on with the item in hand: 该项支出
	ProcuredKind        Use = "procured_kind"         // what is procured, in a list of it; the meaning is the concept
	OfficeEnding        Use = "office_ending"         // goes on from the name of a class as that of an office: 农业农村局
	SumNoun             Use = "sum_noun"              // names a sum: one that is added up, that closes a list, of all there is
	FlowNoun            Use = "flow_noun"             // names what comes in, or what is left of it
	AccountSide         Use = "account_side"          // a noun of one side of an account: what comes in, the means to spend, what is spent
	Adjusting           Use = "adjusting"             // names a budget before it was changed, what changed it, or what it is then
	Quotient            Use = "quotient"              // ends a rate of what was done of a plan, or is a word of one of the two
	ClosingTotal        Use = "closing_total"         // names what the figures told before it make together: 四项合计
	ToldBefore          Use = "told_before"           // begins the name of a total of what the sentence before has told
	LeftOver            Use = "left_over"             // names what is left of one figure when another is taken from it
	CountedBody         Use = "counted_body"          // the unit of what a list has a member for each of
	PerHead             Use = "per_head"              // says that an amount is for each of many; the meaning is of what
	HeadUnit            Use = "head_unit"             // a unit in which those are counted; the meaning is what they are
	Reached             Use = "reached"               // says between two figures that the second is what the first became
	Collected           Use = "collected"             // says behind the name of a revenue that it came in, and behind others what was done
	ContestEnd          Use = "contest_end"           // ends a phrase that says in which contests something was won
	Netted              Use = "netted"                // says that what came in and what was spent are held against each other
	StockFlow           Use = "stock_flow"            // names what is there at the beginning or the end of a period, or what comes or goes between
	ShareAlone          Use = "share_alone"           // says that a rate is a share, and nothing of what
	ShareLead           Use = "share_lead"            // begins a clause that says what a share is of
	CommonStem          Use = "common_stem"           // is in the names of many rates and no deed
	ToldInTurn          Use = "told_in_turn"          // ends the words before figures that are told in turn: 分别为
	InTurnMark          Use = "in_turn_mark"          // stands between two of them
	TransferNoun        Use = "transfer_noun"         // names what an account has beside the year's own
	DivisionEnd         Use = "division_end"          // ends a clause that divides a whole, and does not say how it is measured
	RatePart            Use = "rate_part"             // names what a rate is of; the meaning is the rate
	RateWhole           Use = "rate_whole"            // names what a rate is measured by; the meaning is the rate
	PointsGot           Use = "points_got"            // begins what an item got, behind the bracket with the points that there are
	Trade               Use = "trade"                 // names one side of foreign trade, or what one is above the other
	Averaged            Use = "averaged"              // is in the name of an average, which those of its parts do not make up: 亩产
	RelationNoun        Use = "relation_noun"         // begins a phrase that is of what stands before it
	Joint               Use = "joint"                 // stands between two words of one noun phrase
	AsOf                Use = "as_of"                 // stands before the day that a figure is of
	Aim                 Use = "aim"                   // makes an aim of a member's name
	UnitColumn          Use = "unit_column"           // the column with the names of the units of a report
	Granting            Use = "granting"              // a verb of granting, before the name of what is granted
	OwnWhole            Use = "own_whole"             // makes 支出合计 the whole of more than the class that a sentence is about
	InstitutionNoun     Use = "institution"           // ends the name of a kind of institution, which has staff and figures of its own
	LabelTail           Use = "label_tail"            // stands between a name and its number and is no part of the name
	LabelStop           Use = "label_stop"            // a verb behind the name of what is counted
	LabelEnd            Use = "label_end"             // a word that a count's noun ends before, where nothing else ends it
	DurationUnit        Use = "duration_unit"         // a unit of time, in which nothing is counted
	PaceName            Use = "pace_name"             // what is called the share of the year that is over, which a completion is held against
	PaceVerb            Use = "pace_verb"             // says that more or less was done than that
	Founding            Use = "founding"              // says of what is counted that it has begun: 新设立
	NameEnd             Use = "name_end"              // ends a name and is often taken for what leads to its figure: 数
	TitleThing          Use = "title_thing"           // in the title of a report on one thing, whose name its figures leave out: 住房公积金
	UntilNow            Use = "until_now"             // says that something is so on the day of the report
	SessionName         Use = "session_name"          // ends what says which assembly a figure was told: 县十八届人大五次会议
	ShortName           Use = "short_name"            // opens the bracket that says what something is called from here on
	Nickname            Use = "nickname"              // stands before a name by which things listed before are known together
	ToWhom              Use = "to_whom"               // those that a deed is done to follow: 为10万名残疾人提供服务
	ChangedFrom         Use = "changed_from"          // begins what something was before a change
	HandedUp            Use = "handed_up"             // begins the name of a revenue that is a level's above
	BeyondPlan          Use = "beyond_plan"           // is all that stands between what was done and by how much it is above or below its budget: 超收
	AdjustingVerb       Use = "adjusting"             // a verb by which a budget is changed, whatever the year before was
	InSuccession        Use = "in_succession"         // says that the figures behind are of one thing at one time after another
	LabelLead           Use = "label_lead"            // a word for an aim before the name of what is to be reached
	RankWord            Use = "rank_word"             // says at which level of government something has its rank, or in which part of the country it is: 国家级, 农村
	RankMore            Use = "rank_more"             // goes on from a rank, and takes in those above it: 省级及以上
	DeedNoun            Use = "deed_noun"             // a verb that names what is counted: 培训40万人次
	PlaceNoun           Use = "place_noun"            // a noun of one character that is counted: 区
	ClassUnit           Use = "class_unit"            // a unit in which the classes of what the next figure counts are told: 10类42项
	ScoreWord           Use = "score_word"            // says that points are a rating
	Defining            Use = "defining"              // a word after a figure that begins what it is
	SizeNoun            Use = "size_noun"             // things are told apart by it: 年销售收入超10亿元的企业
	InsuranceNoun       Use = "insurance_noun"        // is in the names of the insurance funds
	BodyPart            Use = "body_part"             // says which part of an office and its units a figure is of; the meaning is the part
	FullMarks           Use = "full_marks"            // ends what says that the points behind it are all there are
	PartsAhead          Use = "parts_ahead"           // opens a paragraph that tells the parts of a figure of the one before, or what is added to it
	SpendingListed      Use = "spending_listed"       // says that what follows by name is what was spent for
	PutIn               Use = "put_in"                // begins behind the name of a budget that money was put in from
	YearLevel           Use = "year_level"            // begins behind a year whose level something keeps
	PartsOfNamed        Use = "parts_of_named"        // stands between the name of a whole and its parts
	PartWithin          Use = "part_within"           // a bracket begins with it that names a part of the figure before
	ScoreName           Use = "score_name"            // what a score is called
	OpensUnits          Use = "opens_units"           // one of these is in what opens the list of the units of a report
	UnitsList           Use = "units_list"            // makes up the list of the units of a report: what opens it, and how the names in it end
	RevenueNoun         Use = "revenue_noun"          // is in the name of what comes in
	ForeignGuests       Use = "foreign_guests"        // says that guests came from abroad
	DomesticGuests      Use = "domestic_guests"       // begins what is said of guests who did not
	NamedUnit           Use = "named_unit"            // a unit of what is named beside its count: 2个社区：沿江社区、小宝鼎社区
	VehicleUnit         Use = "vehicle_unit"          // vehicles are counted in it
	VehicleNoun         Use = "vehicle_noun"          // is in the name of a kind of vehicles
	Comparing           Use = "comparing"             // begins a comparison: that it is within what it is held against, or about as much
	InstitutionUnit     Use = "institution_unit"      // institutions are counted in it
	MarkPassed          Use = "mark_passed"           // what a round level is called that a figure has gone past
	NewOnes             Use = "new_ones"              // says of a list that its items have been added, which are not all there are
	LeftUndone          Use = "left_undone"           // begins, right behind a figure, what was not done with it, so that it is a part of what it is called
	VerbJoiner          Use = "verb_joiner"           // parts the verbs of one object: 新建和改造高标准农田
	BareSum             Use = "bare_sum"              // says of a figure that it is a sum or a number, and nothing of what
	Aspect              Use = "aspect"                // names something of a thing, and not the thing
	ReachedBy           Use = "reached_by"            // a verb for a level that is reached
	AddedUp             Use = "added_up"              // says that a figure is added up over a span
	WholeNoun           Use = "whole_noun"            // is in a name of all there is, or of all of a year
	HoldsBelow          Use = "holds_below"           // ends a bracket that says that what stands before it holds below too
	CounterNoun         Use = "counter_noun"          // ends a name, 死亡人数, and elsewhere only connects one with its number
	NameTail            Use = "name_tail"             // is the end of a name where a noun stands before it, 奖励资金, and else only connects
	CarriedOver         Use = "carried_over"          // what is left over at the end of a year
	DebtTerm            Use = "debt_term"             // begins what follows the years after which a debt is due
	MoneySetAside       Use = "money_set_aside"       // what money for a purpose is called
	Demand              Use = "demand"                // follows an amount from which on something is asked for: 5万元以上需审批
	StaffWord           Use = "staff_word"            // what the names of staff are put together of: a kind, staff itself, both, all people, or none of these (sum)
	SystemOf            Use = "system_of"             // ends what a body and the units below it are called together
	StaffTitle          Use = "staff_title"           // is in the name of people by their title, schooling or sex, of which a list may tell some
	StaffUnit           Use = "staff_unit"            // what people are counted in
	Retired             Use = "retired"               // says of staff that they are retired
	AdjustedBudget      Use = "adjusted_budget"       // the budget of a project when it is no more that of the beginning of the year
	YearPoint           Use = "year_point"            // ends a date that is the beginning or the end of a year
	OthersBefore        Use = "others_before"         // makes the name behind it another one: 其他固定资产 is not 固定资产
	LevelNoun           Use = "level_noun"            // is in the name of a ratio that stands for itself, and is no share
	RangeMark           Use = "range_mark"            // stands between the two ends of a range
	BalanceWhen         Use = "balance_when"          // says which balance it is, before a fund that stands inside of its name
	Contradiction       Use = "contradiction"         // a word of change or comparison behind its opposite, of a template's choice; the meaning is the word
	ComparedPoint       Use = "compared_point"        // a day that a comparison is made against, rather than a year
	PlanSpan            Use = "plan_span"             // follows the name of a five-year plan, and means its years, those up to now or its last day
	FirstOfClauses      Use = "first_of_clauses"      // opens the first of several numbered clauses, the others of which are sentences of their own
	ToldApart           Use = "told_apart"            // a budget whose figures a report gives for the whole territory
	EntityEnding        Use = "entity_ending"         // ends a name of a body that a title is searched for
	TitleTurn           Use = "title_turn"            // what a line with a year in it is a title by
	TitleGenre          Use = "genre"                 // the noun that a title ends with or turns on; the meaning is the genre, and the first row decides
	PartOfSide          Use = "part_of_side"          // before 收入 or 支出 makes it what is received or spent of one thing: 专项债券收入安排的支出
	ReportEnding        Use = "report_ending"         // ends the title of a report of a government, which may stand among others in one file
	NoTitle             Use = "no_title"              // begins a line below a chart or a table, which is no title of the document
	AccountsOf          Use = "accounts_of"           // whose accounts a title speaks of: a territory's, one body's. A township's can be either
	NoticePhase         Use = "notice_phase"          // the phase of the figures of a notice that is neither a budget nor accounts
	HeadingPhase        Use = "heading_phase"         // a heading that says what phase is told below it
	LooksBack           Use = "looks_back"            // says that a heading of a work report tells of a year that has passed
	HeadingPredicate    Use = "heading_predicate"     // makes a short line a sentence: 2024年是关键一年 heads nothing
	HeadingTime         Use = "heading_time"          // a heading over what is to be done in the year in hand, or over what has been
	TitleScope          Use = "title_scope"           // begins what a title says of the level it speaks of, and is no part of a name
	TitlePacking        Use = "title_packing"         // stands around titles and is no part of a body's name: a meeting's papers, an imprint, a site's navigation
	BodyLevel           Use = "body_level"            // tells what kind of body a name is of; the meaning is the kind, and the first row decides
	ScopeOfTitle        Use = "scope_of_title"        // says in a title whose accounts they are; the meaning is the scope, and the first row decides
	ListJoiner          Use = "list_joiner"           // stands before the last member of a list
	BodyOpening         Use = "body_opening"          // may stand before the name of a place in the name of a body
	CoverLabel          Use = "cover_label"           // stands before the body, the title or the issuer on a cover or a saved page
	NoBody              Use = "no_body"               // common words that end like a body, what begins the last item of a list, and what is in no name
	BarePlace           Use = "bare_place"            // what a text calls a place whose name it does not say
	LabelCut            Use = "label_cut"             // is in a label, or at an end of it, and no part of the name; the meaning says where
	NounAdverb          Use = "noun_adverb"           // stands between a noun and what it did, or what was done to others too: 15个乡镇均已完成
	HalfNoun            Use = "half_noun"             // ends a word that goes before a noun and is none: 国控, 市属
	NoStop              Use = "no_stop"               // behind what is like a verb, makes a noun of it: 城乡居民
	NounBehind          Use = "noun_behind"           // behind a noun of one character, belongs to no longer one: 11个市和两当县
	Striving            Use = "striving"              // ends the words before money that a government has striven for
	AllIs               Use = "all_is"                // says that all of the figure before is what follows: 500万元，均为财政拨款
	TheRest             Use = "the_rest"              // stands for what is left of a whole, before its amount: 其余20万元为其他收入
	EachAlike           Use = "each_alike"            // says that a figure is that of each thing before it
	Announcing          Use = "announcing"            // ends what opens the items below it
	NotYet              Use = "not_yet"               // says that a figure is not known yet
	ReachingVerb        Use = "reaching_verb"         // begins the verbs for a level that is reached
	LocalRevenue        Use = "local_revenue"         // of a revenue: without what is handed up
	AllRevenue          Use = "all_revenue"           // what a place's offices have collected for every level of government
	GrandTotalEnd       Use = "grand_total_end"       // ends the name of a total of everything
	Serving             Use = "serving"               // what those are called who are not retired
	HoldingPosts        Use = "holding_posts"         // of staff: their pay has been granted by the authority that sets the posts
	ThereIs             Use = "there_is"              // is in the verbs of what there is: 拥有, 现有
	Procurement         Use = "procurement"           // says that a paragraph speaks of what is bought
	Arrived             Use = "arrived"               // is said of money that has been paid to who spends it
	YearlyRate          Use = "yearly_rate"           // makes a rate of change one of every year of a span
	LimitWord           Use = "limit_word"            // is before an amount that is a limit: 单笔金额50万元以上的
	YearBegins          Use = "year_begins"           // says of a line of the accounts that it is of the budget as first set
	AdjustedBy          Use = "adjusted_by"           // begins the verb by which a budget becomes another
	ProjectLabel        Use = "project_label"         // labels the name of a project on a line of its own
	TitleMatter         Use = "title_matter"          // ends what a report is about, behind its body in the title
	Ceiling             Use = "ceiling"               // is of what a government may owe at most
	SpentInFact         Use = "spent_in_fact"         // says that money was spent
	NewlyAdded          Use = "newly_added"           // the verb for what is added to others
	VehicleEnd          Use = "vehicle_end"           // ends the names of kinds of vehicles
	TradeBoth           Use = "trade_both"            // both sides of foreign trade together
	Plus                Use = "plus"                  // adds to what a sentence is about
	Minus               Use = "minus"                 // takes from a total: 收入总量减去支出5万元后，结转4万元
	Afterwards          Use = "afterwards"            // may end what is added: 加上转移性支出5万元后，支出总计9万元
	Balanced            Use = "balanced"              // says that what comes in is what is spent
	LastYearLeft        Use = "last_year_left"        // begins what was left of the year before
	Adding              Use = "adding"                // opens what is added to the revenue or expenditure of a year
	Mainly              Use = "mainly"                // goes on with what a thing is for most
	MainlyThese         Use = "mainly_these"          // opens a list of no more than the main members
	WholeYear           Use = "whole_year"            // says that a figure is of one year
	AlsoOthers          Use = "also_others"           // makes another thing of the name behind it
	FeeEnd              Use = "fee_end"               // ends the name of a fee
	ThreePublic         Use = "three_public"          // what the three public expenses are called together
	FundWord            Use = "fund_word"             // the word for a fund
	RevenueWord         Use = "revenue_word"          // ends the names of what comes in
	ExpenditureWord     Use = "expenditure_word"      // ends the names of what is spent, and is a verb before the name of money
	UnitName            Use = "unit_name"             // begins the name of a unit of a department, or ends it
	Posts               Use = "posts"                 // ends the name of a kind of posts
	OwnPart             Use = "own_part"              // behind a ratio in a bracket: so much of a tax is kept by a place
	LevelInName         Use = "level_in_name"         // goes on behind a word for a level with the name that the word is a part of: 县级基本财力保障机制
	PayerShare          Use = "payer_share"           // what a level of government pays of a project, behind the word for the level
	WholePlace          Use = "whole_place"           // begins what says that something is told of all of a place
	AllOf               Use = "all_of"                // ends what is said before all there is of a thing
	SavingRate          Use = "saving_rate"           // the rate by which less was paid than was budgeted
	OwnBody             Use = "own_body"              // what the accounts of a body call it by its kind
	ConditionEnd        Use = "condition_end"         // ends a phrase on what was kept while something was done
	PlanNoun            Use = "plan_noun"             // the head of a name of two characters before it: 用款计划
	BudgetWord          Use = "budget_word"           // the word for a budget
	MoneyWord           Use = "money_word"            // what an amount without another name is called
	ProjectWord         Use = "project_word"          // the word for a project
	FigureWord          Use = "figure_word"           // ends what a figure is called: 执行数
	UnitNoun            Use = "unit_noun"             // the word for an office among those of a report
	UnitsTaken          Use = "units_taken"           // says that accounts take offices in
	RateEnd             Use = "rate_end"              // ends the name of a rate
	PullVerb            Use = "pull_verb"             // says by how much something makes a whole grow, and is part of the name of that
	ClassCode           Use = "class_code"            // leads to the code of a class: what code, and the word for one
	PathLead            Use = "path_lead"             // stands before the path of a class and is no part of its name
	FinalSpending       Use = "final_spending"        // behind a class: the phase of what follows
	AfterClass          Use = "after_class"           // behind the mark of a class: belongs to its name
	SpanNoun            Use = "span_noun"             // ends the name of a span of years
	BeforeSum           Use = "before_sum"            // stands between 合计 and its figure
	ComparedBy          Use = "compared_by"           // opens a comparison before the year it is made with
	PhaseOrFund         Use = "phase_or_fund"         // a character: each word for a phase or a fund has one of them
	DebtOf              Use = "debt_of"               // makes up what debt is called by what pays it: 政府专项债券
	DebtKind            Use = "debt_kind"             // what debt is called; the meaning is the fund that pays it
	FundIn              Use = "fund_in"               // what a budget is called in the name of an item; the meaning is the fund
	Appropriation       Use = "appropriation"         // what is appropriated, of whatever budget
	GeneralBudget       Use = "general_budget"        // what the general public budget is called in the names of items
	TotalMark           Use = "total_mark"            // is in the words for a total
	OfOwn               Use = "of_own"                // a qualifier that says nothing of the year
	SideMark            Use = "side_mark"             // is in what names a side of the accounts; the meaning is the side
	PaidOver            Use = "paid_over"             // names no side of the accounts: 上级转移支付收入
	SamePeriod          Use = "same_period"           // means the same months of another year
	ShareName           Use = "share_name"            // ends the name of a member that is a share of a whole
	StateCapitalRevenue Use = "state_capital_revenue" // a class of the general public budget's revenue (10306), and all of another budget's
	KindOfArea          Use = "kind_of_area"          // ends what is like the name of a place and means a kind of areas
	RankEnd             Use = "rank_end"              // ends a word for a rank, or for the accounts of a level
	AfterProject        Use = "after_project"         // behind the name of a project, and no part of it
	AssetPart           Use = "asset_part"            // is in the name of a kind of fixed assets
	LandAndHouses       Use = "land_and_houses"       // what one kind of fixed assets is called in full
	NameJoiner          Use = "name_joiner"           // stands between the last two names of a list, or inside of one
	OthersFirst         Use = "others_first"          // begins what is told of others than before
	ReportingBody       Use = "reporting_body"        // names the body that reports, behind a word for this one
	OfThisBody          Use = "of_this_body"          // says that it is this one: 本部门
	AddedList           Use = "added_list"            // opens a list that is added to a figure
	FromAbove           Use = "from_above"            // goes on from 上 in the name of what the level above or the year before gave
	OpensNames          Use = "opens_names"           // stands between a count and the names of what it counts
	JoinsLast           Use = "joins_last"            // joins the last of a list to the others
	TellsRule           Use = "tells_rule"            // is in no name of a list
	OrElse              Use = "or_else"               // opens another choice of a template, left standing
	MonthTail           Use = "month_tail"            // stands behind a month, before the word that it is the last
	Until               Use = "until"                 // says that a span ends there
	TakenOut            Use = "taken_out"             // before what something else is taken from
	PlanName            Use = "plan_name"             // a five-year plan; the meaning is its first year
	AndAbove            Use = "and_above"             // behind a rank: and those above it
	BalanceNoun         Use = "balance_noun"          // what is left of something, of debt where its limit was named
	UpOrDown            Use = "up_or_down"            // is one half of what headings call a change in either direction, or parts them
	UpAndDown           Use = "up_and_down"           // both halves together
	BasePart            Use = "base_part"             // is in a base that a heading names, and says nothing of what it is
	Included            Use = "included"              // opens the remark on what is within something
	FiledUnit           Use = "filed_unit"            // the unit of what the tables of the report on disclosure count
	TableWord           Use = "table_word"            // is in the title of a table
	TableNumber         Use = "table_number"          // stands before the number of a table
	YearLetter          Use = "year_letter"           // a character of what says when in the year a debt stands
	AmountEnd           Use = "amount_end"            // ends what an amount of debt is called
	BeforePlace         Use = "before_place"          // stands before the place that a clause begins with
	NationLevel         Use = "nation_level"          // what the nation, its government and those below it are called
	OfLevel             Use = "of_level"              // before or behind the name of a level of government
	ListedKind          Use = "listed_kind"           // ends the name of a kind of territories that are all in the list of divisions
	LentOn              Use = "lent_on"               // what a government does with bonds: the figure stays its own
	OpensItems          Use = "opens_items"           // ends a line that only announces the items below it
	ContentsTitle       Use = "contents_title"        // heads a table of contents
	TableEnd            Use = "table_end"             // ends the title of a table, or a word that ends like it
	AnnexWord           Use = "annex_word"            // before the number of an annex
	NumberedWord        Use = "numbered_word"         // before the number of a table
	NoneLead            Use = "none_lead"             // begins a line that says that there is none
	FigureLead          Use = "figure_lead"           // begins the caption of a figure
	FinalWord           Use = "final_word"            // the word for final accounts
	ThreePublicMark     Use = "three_public_mark"     // is in what the three public expenses are called
	HalfYear            Use = "half_year"             // ends what the two parts of a year are called
	WorkReportTitle     Use = "work_report_title"     // ends the title of the report of a government on its work
	PlanQuote           Use = "plan_quote"            // stands around the number of a five-year plan
	CarriedOut          Use = "carried_out"           // what headings say of what a budget has become
	SelfReview          Use = "self_review"           // what reviews of performance speak of most
	MeetingPaper        Use = "meeting_paper"         // what the papers of a meeting are called
	Concerning          Use = "concerning"            // begins a title
	Century             Use = "century"               // begins a year that is written in characters
	RecordSince         Use = "record_since"          // behind a day: what is the best or the worst since; its noun is one of record
	Record              Use = "record"                // says that nothing was better or worse
	HeadTopic           Use = "head_topic"            // ends a head that says what the columns below it are about, and names no figure
	PlanReport          Use = "plan_report"           // is in the title of a report on the plan of the year
	AuditReport         Use = "audit_report"          // is in the title of what an audit of a government's accounts found
	SinceJanuary        Use = "since_january"         // says of a monthly report that it tells what has been reached since January
	FinanceOffice       Use = "finance_office"        // ends the name of the office that reports for a territory
	GovernmentEnd       Use = "government_end"        // ends the name of a government or of its office in a street
	PartNoun            Use = "part_noun"             // is in the name of a part of a report
	Rating              Use = "rating"                // what agencies write of who they rate
	EconomyWord         Use = "economy_word"          // what bulletins on the economy tell again and again
	TitleNoun           Use = "title_noun"            // is in the line that a title goes on in
	TitleDone           Use = "title_done"            // ends a title that needs no more lines
	TextPhase           Use = "text_phase"            // says beside figures whether they were reached or are ahead, in a text without a title that says it
	TitleGives          Use = "title_gives"           // says that a document is of what a government gives to those below it
	Committee           Use = "committee"             // ends the name of the body that governs a zone
	GovernmentItem      Use = "government_item"       // what only the accounts of a government have
	ColumnFigure        Use = "column_figure"         // ends the heading of a column, which a list of cells shows as a line
	QuotedNoun          Use = "quoted_noun"           // is in a title that a text names
	NumberedBody        Use = "numbered_body"         // follows the number that a name begins with: 101中学
	BodyEnd             Use = "body_end"              // ends the name of a body
	Opening             Use = "opening"               // how a paragraph of a work report opens that says of what time the next are told
	CountAdverb         Use = "count_adverb"          // parts who did something from what was done and counted: 共, 累计
	NounGoesOn          Use = "noun_goes_on"          // a word that a noun goes on with before another noun, though it may be an adverb
	Basis               Use = "basis"                 // begins the rule by which something is done: 按照
	BasisEnd            Use = "basis_end"             // ends it: 规定
	EachOne             Use = "each_one"              // begins what each of many has: 人均
	Instructed          Use = "instructed"            // ends whom a template tells what to write, or stands before the case in which to: 的部门, 若
)

// Labels returns the labels of the use, in the order of their rows.
func (u Use) Labels() Labels { return Load().Labels[u] }

// In reports whether a text has the label in its place.
func (l *Label) In(s string) bool {
	switch l.Where {
	case Whole:
		return s == l.Text
	case Begins:
		return strings.HasPrefix(s, l.Text)
	case Ends:
		return strings.HasSuffix(s, l.Text)
	}
	return strings.Contains(s, l.Text)
}

// Labels are the labels of one use.
type Labels []Label

// Of returns the longest label that a text has, of two as long the one that stands
// first in it, and nil where it has none. The order of the rows decides nothing.
func (ls Labels) Of(s string) (best *Label) {
	for i := range ls {
		l := &ls[i]
		switch {
		case !l.In(s):
		case best == nil, len(l.Text) > len(best.Text), len(l.Text) == len(best.Text) && l.at(s) < best.at(s):
			best = l
		}
	}
	return best
}

func (l *Label) at(s string) int {
	if l.Where == Ends {
		return len(s) - len(l.Text)
	}
	return strings.Index(s, l.Text)
}

// First returns the first label in the order of the rows that a text has, and nil
// where it has none.
func (ls Labels) First(s string) *Label {
	for i := range ls {
		if ls[i].In(s) {
			return &ls[i]
		}
	}
	return nil
}

// Meaning is what the label found by Of means, "" where the text has none.
func (ls Labels) Meaning(s string) string {
	if l := ls.Of(s); l != nil {
		return l.Means
	}
	return ""
}

// Say reports whether a text has a label of one of the meanings, of any without one.
func (ls Labels) Say(s string, means ...string) bool {
	for i := range ls {
		if (len(means) == 0 || slices.Contains(means, ls[i].Means)) && ls[i].In(s) {
			return true
		}
	}
	return false
}

// Word is the only label of the use, of a meaning if one is given, which names are made with.
func (u Use) Word(means ...string) string {
	ls := u.Labels()
	for i := range ls {
		if len(means) == 0 || ls[i].Means == means[0] {
			return ls[i].Text
		}
	}
	return ""
}

// Cut returns what cut leaves of a text, strings.CutSuffix for one, for the first label that
// it finds, of one of the meanings if any are given.
func (ls Labels) Cut(s string, cut func(s, word string) (rest string, found bool), means ...string) (rest string, found bool) {
	for i := range ls {
		if len(means) > 0 && !slices.Contains(means, ls[i].Means) {
			continue
		}
		if rest, found = cut(s, ls[i].Text); found {
			return rest, true
		}
	}
	return s, false
}

// CutAll cuts labels off as long as cut finds one.
func (ls Labels) CutAll(s string, cut func(s, word string) (rest string, found bool), means ...string) string {
	for more := true; more; {
		s, more = ls.Cut(s, cut, means...)
	}
	return s
}

// Is reports whether a text is one of the labels, wherever they may stand in others.
func (ls Labels) Is(s string) bool {
	return slices.ContainsFunc(ls, func(l Label) bool { return l.Text == s })
}

// Texts are the words of the labels of these meanings, of all without one, in the order of
// their rows.
func (ls Labels) Texts(means ...string) (texts []string) {
	for i := range ls {
		if len(means) == 0 || slices.Contains(means, ls[i].Means) {
			texts = append(texts, ls[i].Text)
		}
	}
	return texts
}

// Pattern is a regular expression that matches the words of the labels of these
// meanings, of all without one, the longest first.
func (ls Labels) Pattern(means ...string) string {
	texts := ls.Texts(means...)
	slices.SortStableFunc(texts, func(a, b string) int { return len(b) - len(a) })
	return "(?:" + strings.Join(slices.Compact(texts), "|") + ")"
}

// label adds a row of table.tsv, whose third cell is the use and the meaning.
func (t *Tables) label(r Row, cells []string) error {
	where := Where(cells[1])
	if !slices.Contains([]Where{Whole, Begins, Ends, Anywhere}, where) {
		return fmt.Errorf("%s is no place of a label", where)
	}
	use, means, ok := strings.Cut(cells[2], " ")
	if !ok {
		return fmt.Errorf("%s is not a use and a meaning", cells[2])
	}
	if t.Labels == nil {
		t.Labels = make(map[Use]Labels)
	}
	t.Labels[Use(use)] = append(t.Labels[Use(use)], Label{cells[0], where, means, r})
	return nil
}
