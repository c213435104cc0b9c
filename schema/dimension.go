package schema

// Dimensions break a concept down. All are optional, "" is none; two facts are
// comparable only when every dimension agrees. The struct is comparable and
// serves as a map key.
//
// The fields are listed again in AllDimensions: the data dictionary, views,
// labels and keys are made from that list, and the rows of package sink, which
// name each column for the writer of Parquet, are tested against it.
type Dimensions struct {
	FundSource  FundSource
	FuncCode    string // 支出功能分类, 3, 5 or 7 digits
	EconCode    string // 部门预算支出经济分类, 3 or 5 digits
	Project     string
	Indicator   string
	VehicleKind string
	AssetKind   string
	StaffKind   string
	Grade       string
	EntityScope EntityScope
	Subordinate string // the named member an amount belongs to
}

// Dimension describes a field of Dimensions.
type Dimension struct {
	Name    string // of its column
	Title   string // Chinese
	English string
	Meaning string // of its column, for the data dictionary
	// Labels is the group of names that people see instead of its values, "" for
	// values that are names.
	Labels string
	// Classified returns the name of a code in a fiscal year, "" for an unknown
	// one; nil where values are no codes.
	Classified func(code string, year int) string
	// Whose marks a dimension that says whose figure it is, and does not break it down.
	Whose bool
	// Of reads it.
	Of func(*Dimensions) string
}

// AllDimensions lists the dimensions in the order of their columns, which is also
// the order that facts of one quantity are sorted by.
func AllDimensions() []Dimension {
	function := func(code string, year int) string {
		f, _ := FunctionByCode(code, year)
		return f.Name
	}
	economic := func(code string, _ int) string {
		e, _ := EconomicByCode(code)
		return e.Name
	}
	return []Dimension{
		{Name: "fund_source", Title: "资金来源", English: "Fund", Labels: "fund", Of: func(d *Dimensions) string { return string(d.FundSource) },
			Meaning: "资金来源: all, fiscal, general_public_budget, government_fund, state_capital, social_insurance, institution, operating, other"},
		{Name: "func_code", Title: "功能分类", English: "Function", Classified: function, Of: func(d *Dimensions) string { return d.FuncCode },
			Meaning: "支出功能分类科目编码, 3, 5 or 7 digits"},
		{Name: "econ_code", Title: "经济分类", English: "Economic class", Classified: economic, Of: func(d *Dimensions) string { return d.EconCode },
			Meaning: "支出经济分类科目编码, 3 or 5 digits"},
		{Name: "project", Title: "项目", English: "Project", Of: func(d *Dimensions) string { return d.Project }, Meaning: "项目名称"},
		{Name: "indicator", Title: "指标", English: "Indicator", Of: func(d *Dimensions) string { return d.Indicator }, Meaning: "绩效指标"},
		{Name: "vehicle_kind", Title: "车辆类型", English: "Vehicle", Of: func(d *Dimensions) string { return d.VehicleKind }, Meaning: "车辆类型"},
		{Name: "asset_kind", Title: "资产类型", English: "Asset", Of: func(d *Dimensions) string { return d.AssetKind }, Meaning: "资产类型"},
		{Name: "staff_kind", Title: "人员类型", English: "Staff", Of: func(d *Dimensions) string { return d.StaffKind }, Meaning: "人员类型"},
		{Name: "grade", Title: "等级", English: "Grade", Of: func(d *Dimensions) string { return d.Grade }, Meaning: "等级, 评价等次"},
		{Name: "entity_scope", Title: "范围", English: "Scope", Labels: "scope", Whose: true, Of: func(d *Dimensions) string { return string(d.EntityScope) },
			Meaning: "summary (汇总), self (本级), unit (单位), subordinate"},
		{Name: "subordinate", Title: "所属", English: "Member", Of: func(d *Dimensions) string { return d.Subordinate },
			Meaning: "the named member the quantity belongs to, e.g. a community"},
	}
}
