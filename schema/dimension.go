package schema

import "sync"

// Dimensions break a concept down. All are optional, "" is none; two facts are
// comparable only when every dimension agrees. The struct is comparable and
// serves as a map key.
type Dimensions = DimensionsOf[FundSource, EntityScope, string]

// StoredDimensions are the dimensions of a row of facts or observations, nil is
// none: the writer of Parquet in use takes no other mark of a missing text.
type StoredDimensions = DimensionsOf[*string, *string, *string]

// DimensionsOf are the dimensions as values or as columns, which the tags name.
// A field, its entry in AllDimensions and the code that sets it are all that a
// dimension needs: columns, order, keys, views, labels and the data dictionary
// are made from the list.
type DimensionsOf[Fund, Scope, Text any] struct {
	FundSource  Fund  `parquet:"fund_source,dict"`
	FuncCode    Text  `parquet:"func_code,dict"` // 支出功能分类, 3, 5 or 7 digits
	EconCode    Text  `parquet:"econ_code,dict"` // 部门预算支出经济分类 (301…) or that of a government, 政府预算支出经济分类 (501…), 3 or 5 digits
	Project     Text  `parquet:"project,dict"`
	Indicator   Text  `parquet:"indicator,dict"`
	VehicleKind Text  `parquet:"vehicle_kind,dict"`
	AssetKind   Text  `parquet:"asset_kind,dict"`
	StaffKind   Text  `parquet:"staff_kind,dict"`
	Grade       Text  `parquet:"grade,dict"`
	EntityScope Scope `parquet:"entity_scope,dict"`
	Subordinate Text  `parquet:"subordinate,dict"` // the named member an amount belongs to
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
	// In is where it stands in a fact, Stored in a row.
	In     func(*Dimensions) *string
	Stored func(*StoredDimensions) **string
}

// Of reads it.
func (d *Dimension) Of(of *Dimensions) string { return *d.In(of) }

// AllDimensions lists the dimensions in the order of their columns, which is also
// the order that facts of one quantity are sorted by. The list is shared: it is to be read only.
func AllDimensions() []Dimension { return allDimensions() }

var allDimensions = sync.OnceValue(dimensions)

func dimensions() []Dimension {
	function := func(code string, year int) string {
		f, _ := FunctionByCode(code, year)
		return f.Name
	}
	economic := func(code string, _ int) string {
		e, ok := EconomicByCode(code)
		if !ok {
			e, _ = GovernmentEconomicByCode(code)
		}
		return e.Name
	}
	return []Dimension{
		{Name: "fund_source", Title: "资金来源", English: "Fund", Labels: "fund", Meaning: "资金来源: all, fiscal, general_public_budget, government_fund, state_capital, social_insurance, institution, operating, other",
			In:     func(d *Dimensions) *string { return (*string)(&d.FundSource) },
			Stored: func(d *StoredDimensions) **string { return &d.FundSource }},
		{Name: "func_code", Title: "功能分类", English: "Function", Classified: function, Meaning: "支出功能分类科目编码, 3, 5 or 7 digits",
			In:     func(d *Dimensions) *string { return &d.FuncCode },
			Stored: func(d *StoredDimensions) **string { return &d.FuncCode }},
		{Name: "econ_code", Title: "经济分类", English: "Economic class", Classified: economic, Meaning: "支出经济分类科目编码, 3 or 5 digits",
			In:     func(d *Dimensions) *string { return &d.EconCode },
			Stored: func(d *StoredDimensions) **string { return &d.EconCode }},
		{Name: "project", Title: "项目", English: "Project", Meaning: "项目名称",
			In:     func(d *Dimensions) *string { return &d.Project },
			Stored: func(d *StoredDimensions) **string { return &d.Project }},
		{Name: "indicator", Title: "指标", English: "Indicator", Meaning: "绩效指标",
			In:     func(d *Dimensions) *string { return &d.Indicator },
			Stored: func(d *StoredDimensions) **string { return &d.Indicator }},
		{Name: "vehicle_kind", Title: "车辆类型", English: "Vehicle", Meaning: "车辆类型",
			In:     func(d *Dimensions) *string { return &d.VehicleKind },
			Stored: func(d *StoredDimensions) **string { return &d.VehicleKind }},
		{Name: "asset_kind", Title: "资产类型", English: "Asset", Meaning: "资产类型",
			In:     func(d *Dimensions) *string { return &d.AssetKind },
			Stored: func(d *StoredDimensions) **string { return &d.AssetKind }},
		{Name: "staff_kind", Title: "人员类型", English: "Staff", Meaning: "人员类型",
			In:     func(d *Dimensions) *string { return &d.StaffKind },
			Stored: func(d *StoredDimensions) **string { return &d.StaffKind }},
		{Name: "grade", Title: "等级", English: "Grade", Meaning: "等级, 评价等次",
			In:     func(d *Dimensions) *string { return &d.Grade },
			Stored: func(d *StoredDimensions) **string { return &d.Grade }},
		{Name: "entity_scope", Title: "范围", English: "Scope", Labels: "scope", Whose: true, Meaning: "summary (汇总), self (本级), unit (单位), subordinate",
			In:     func(d *Dimensions) *string { return (*string)(&d.EntityScope) },
			Stored: func(d *StoredDimensions) **string { return &d.EntityScope }},
		{Name: "subordinate", Title: "所属", English: "Member", Meaning: "the named member the quantity belongs to, e.g. a community",
			In:     func(d *Dimensions) *string { return &d.Subordinate },
			Stored: func(d *StoredDimensions) **string { return &d.Subordinate }},
	}
}
