package sink

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go"

	"gongkai/schema"
)

// WideRow is a row of the wide export: a document and its headline figures, in
// 元 or as counted, of its own fiscal year. A figure is missing when the report
// does not state it, or states it in ways that do not agree.
type WideRow struct {
	DocumentID  string  `parquet:"document_id"`
	Path        string  `parquet:"path"`
	Entity      *string `parquet:"entity,dict"`
	Province    *string `parquet:"province,dict"`
	City        *string `parquet:"city,dict"`
	District    *string `parquet:"district,dict"`
	EntityLevel *string `parquet:"entity_level,dict"`
	ReportKind  *string `parquet:"report_kind,dict"`
	FiscalYear  *int32  `parquet:"fiscal_year"`
	Tables      int32   `parquet:"tables"`
	Facts       int32   `parquet:"facts"`
	ChecksRun   int32   `parquet:"checks_run"`
	ChecksFail  int32   `parquet:"checks_inconsistent"`

	WideFigures
	WideBudget

	Functions       []FunctionAmount `parquet:"functions,list"`
	FunctionsBudget []FunctionAmount `parquet:"functions_budget,list"`
}

// WideFigures are the headline figures as they came out, of the report's year.
type WideFigures struct {
	RevenueYear         *int64 `parquet:"revenue_year,decimal(4:18)"`
	ExpenditureYear     *int64 `parquet:"expenditure_year,decimal(4:18)"`
	RevenueTotal        *int64 `parquet:"revenue_total,decimal(4:18)"`
	ExpenditureTotal    *int64 `parquet:"expenditure_total,decimal(4:18)"`
	RevenuePrior        *int64 `parquet:"revenue_year_prior,decimal(4:18)"`
	ExpenditurePrior    *int64 `parquet:"expenditure_year_prior,decimal(4:18)"`
	RevenueGeneral      *int64 `parquet:"revenue_general_public_budget,decimal(4:18)"`
	RevenueFund         *int64 `parquet:"revenue_government_fund,decimal(4:18)"`
	RevenueState        *int64 `parquet:"revenue_state_capital,decimal(4:18)"`
	RevenueOther        *int64 `parquet:"revenue_other,decimal(4:18)"`
	ExpenditureBasic    *int64 `parquet:"expenditure_basic,decimal(4:18)"`
	ExpenditureProject  *int64 `parquet:"expenditure_project,decimal(4:18)"`
	ExpenditureGeneral  *int64 `parquet:"expenditure_general_public_budget,decimal(4:18)"`
	GeneralPrior        *int64 `parquet:"expenditure_general_public_budget_prior,decimal(4:18)"`
	ExpenditureFund     *int64 `parquet:"expenditure_government_fund,decimal(4:18)"`
	ExpenditureState    *int64 `parquet:"expenditure_state_capital,decimal(4:18)"`
	Personnel           *int64 `parquet:"expenditure_personnel,decimal(4:18)"`
	PublicUse           *int64 `parquet:"expenditure_public_use,decimal(4:18)"`
	BalanceOpening      *int64 `parquet:"balance_opening,decimal(4:18)"`
	BalanceClosing      *int64 `parquet:"balance_closing,decimal(4:18)"`
	ThreePublic         *int64 `parquet:"three_public_total,decimal(4:18)"`
	Abroad              *int64 `parquet:"three_public_abroad,decimal(4:18)"`
	Vehicle             *int64 `parquet:"three_public_vehicle,decimal(4:18)"`
	VehiclePurchase     *int64 `parquet:"three_public_vehicle_purchase,decimal(4:18)"`
	VehicleOperation    *int64 `parquet:"three_public_vehicle_operation,decimal(4:18)"`
	Reception           *int64 `parquet:"three_public_reception,decimal(4:18)"`
	OperatingCost       *int64 `parquet:"agency_operating_cost,decimal(4:18)"`
	Procurement         *int64 `parquet:"procurement_total,decimal(4:18)"`
	ProcurementGoods    *int64 `parquet:"procurement_goods,decimal(4:18)"`
	ProcurementWorks    *int64 `parquet:"procurement_works,decimal(4:18)"`
	ProcurementServices *int64 `parquet:"procurement_services,decimal(4:18)"`
	ProcurementSME      *int64 `parquet:"procurement_sme,decimal(4:18)"`
	Vehicles            *int64 `parquet:"asset_vehicles,decimal(4:18)"`
	Equipment500K       *int64 `parquet:"asset_equipment_500k,decimal(4:18)"`
	Equipment1M         *int64 `parquet:"asset_equipment_1m,decimal(4:18)"`
	ProjectsEvaluated   *int64 `parquet:"performance_projects_evaluated,decimal(4:18)"`
	AmountCovered       *int64 `parquet:"performance_amount_covered,decimal(4:18)"`
	Staff               *int64 `parquet:"staff_total,decimal(4:18)"`
}

// WideBudget are the same as they were budgeted: of a budget its own figures, of
// final accounts those they are held against. What a report plans and what it
// has spent are never in one column.
type WideBudget struct {
	RevenueYearBudget         *int64 `parquet:"revenue_year_budget,decimal(4:18)"`
	ExpenditureYearBudget     *int64 `parquet:"expenditure_year_budget,decimal(4:18)"`
	RevenueTotalBudget        *int64 `parquet:"revenue_total_budget,decimal(4:18)"`
	ExpenditureTotalBudget    *int64 `parquet:"expenditure_total_budget,decimal(4:18)"`
	RevenueGeneralBudget      *int64 `parquet:"revenue_general_public_budget_budget,decimal(4:18)"`
	RevenueFundBudget         *int64 `parquet:"revenue_government_fund_budget,decimal(4:18)"`
	RevenueStateBudget        *int64 `parquet:"revenue_state_capital_budget,decimal(4:18)"`
	RevenueOtherBudget        *int64 `parquet:"revenue_other_budget,decimal(4:18)"`
	ExpenditureBasicBudget    *int64 `parquet:"expenditure_basic_budget,decimal(4:18)"`
	ExpenditureProjectBudget  *int64 `parquet:"expenditure_project_budget,decimal(4:18)"`
	ExpenditureGeneralBudget  *int64 `parquet:"expenditure_general_public_budget_budget,decimal(4:18)"`
	ExpenditureFundBudget     *int64 `parquet:"expenditure_government_fund_budget,decimal(4:18)"`
	ExpenditureStateBudget    *int64 `parquet:"expenditure_state_capital_budget,decimal(4:18)"`
	PersonnelBudget           *int64 `parquet:"expenditure_personnel_budget,decimal(4:18)"`
	PublicUseBudget           *int64 `parquet:"expenditure_public_use_budget,decimal(4:18)"`
	BalanceOpeningBudget      *int64 `parquet:"balance_opening_budget,decimal(4:18)"`
	BalanceClosingBudget      *int64 `parquet:"balance_closing_budget,decimal(4:18)"`
	ThreePublicBudget         *int64 `parquet:"three_public_total_budget,decimal(4:18)"`
	AbroadBudget              *int64 `parquet:"three_public_abroad_budget,decimal(4:18)"`
	VehicleBudget             *int64 `parquet:"three_public_vehicle_budget,decimal(4:18)"`
	VehiclePurchaseBudget     *int64 `parquet:"three_public_vehicle_purchase_budget,decimal(4:18)"`
	VehicleOperationBudget    *int64 `parquet:"three_public_vehicle_operation_budget,decimal(4:18)"`
	ReceptionBudget           *int64 `parquet:"three_public_reception_budget,decimal(4:18)"`
	OperatingCostBudget       *int64 `parquet:"agency_operating_cost_budget,decimal(4:18)"`
	ProcurementBudget         *int64 `parquet:"procurement_total_budget,decimal(4:18)"`
	ProcurementGoodsBudget    *int64 `parquet:"procurement_goods_budget,decimal(4:18)"`
	ProcurementWorksBudget    *int64 `parquet:"procurement_works_budget,decimal(4:18)"`
	ProcurementServicesBudget *int64 `parquet:"procurement_services_budget,decimal(4:18)"`
	ProcurementSMEBudget      *int64 `parquet:"procurement_sme_budget,decimal(4:18)"`
	VehiclesBudget            *int64 `parquet:"asset_vehicles_budget,decimal(4:18)"`
	Equipment500KBudget       *int64 `parquet:"asset_equipment_500k_budget,decimal(4:18)"`
	Equipment1MBudget         *int64 `parquet:"asset_equipment_1m_budget,decimal(4:18)"`
	ProjectsEvaluatedBudget   *int64 `parquet:"performance_projects_evaluated_budget,decimal(4:18)"`
	AmountCoveredBudget       *int64 `parquet:"performance_amount_covered_budget,decimal(4:18)"`
	StaffBudget               *int64 `parquet:"staff_total_budget,decimal(4:18)"`
}

// FunctionAmount is the expenditure of a 类 of the functional classification.
type FunctionAmount struct {
	FuncCode string `parquet:"func_code,dict"`
	Value    int64  `parquet:"value,decimal(4:18)"`
}

// headline says which facts fill a column.
type headline struct {
	concept schema.ConceptID
	prior   bool                // of the year before
	funds   []schema.FundSource // besides all funds and none named
	column  func(*WideRow) **int64
	budget  func(*WideRow) **int64 // as budgeted, nil for none
}

// headlines are the columns of the wide export, after the appendix of figures
// that most studies start from.
func headlines() []headline {
	gpb, fund, soe := []schema.FundSource{schema.GeneralPublicBudget}, []schema.FundSource{schema.GovernmentFund}, []schema.FundSource{schema.StateCapital}
	fiscal := append(gpb, schema.FiscalFunds) // 财政拨款“三公”经费: the tables say 一般公共预算, the text 财政拨款
	return []headline{
		{concept: schema.RevenueYear, column: func(r *WideRow) **int64 { return &r.RevenueYear }, budget: func(r *WideRow) **int64 { return &r.RevenueYearBudget }},
		{concept: schema.ExpenditureYear, column: func(r *WideRow) **int64 { return &r.ExpenditureYear }, budget: func(r *WideRow) **int64 { return &r.ExpenditureYearBudget }},
		{concept: schema.RevenueTotal, column: func(r *WideRow) **int64 { return &r.RevenueTotal }, budget: func(r *WideRow) **int64 { return &r.RevenueTotalBudget }},
		{concept: schema.ExpenditureTotal, column: func(r *WideRow) **int64 { return &r.ExpenditureTotal }, budget: func(r *WideRow) **int64 { return &r.ExpenditureTotalBudget }},
		{concept: schema.RevenueYear, prior: true, column: func(r *WideRow) **int64 { return &r.RevenuePrior }},
		{concept: schema.ExpenditureYear, prior: true, column: func(r *WideRow) **int64 { return &r.ExpenditurePrior }},
		{concept: schema.RevenueGeneralPublicBudget, funds: gpb, column: func(r *WideRow) **int64 { return &r.RevenueGeneral }, budget: func(r *WideRow) **int64 { return &r.RevenueGeneralBudget }},
		{concept: schema.RevenueGovernmentFund, funds: fund, column: func(r *WideRow) **int64 { return &r.RevenueFund }, budget: func(r *WideRow) **int64 { return &r.RevenueFundBudget }},
		{concept: schema.RevenueStateCapital, funds: soe, column: func(r *WideRow) **int64 { return &r.RevenueState }, budget: func(r *WideRow) **int64 { return &r.RevenueStateBudget }},
		{concept: schema.RevenueOther, column: func(r *WideRow) **int64 { return &r.RevenueOther }, budget: func(r *WideRow) **int64 { return &r.RevenueOtherBudget }},
		{concept: schema.ExpenditureBasic, column: func(r *WideRow) **int64 { return &r.ExpenditureBasic }, budget: func(r *WideRow) **int64 { return &r.ExpenditureBasicBudget }},
		{concept: schema.ExpenditureProject, column: func(r *WideRow) **int64 { return &r.ExpenditureProject }, budget: func(r *WideRow) **int64 { return &r.ExpenditureProjectBudget }},
		{concept: schema.ExpenditureGeneralPublicBudget, funds: gpb, column: func(r *WideRow) **int64 { return &r.ExpenditureGeneral }, budget: func(r *WideRow) **int64 { return &r.ExpenditureGeneralBudget }},
		{concept: schema.ExpenditureGeneralPublicBudget, funds: gpb, prior: true, column: func(r *WideRow) **int64 { return &r.GeneralPrior }},
		{concept: schema.ExpenditureGovernmentFund, funds: fund, column: func(r *WideRow) **int64 { return &r.ExpenditureFund }, budget: func(r *WideRow) **int64 { return &r.ExpenditureFundBudget }},
		{concept: schema.ExpenditureStateCapital, funds: soe, column: func(r *WideRow) **int64 { return &r.ExpenditureState }, budget: func(r *WideRow) **int64 { return &r.ExpenditureStateBudget }},
		{concept: schema.ExpenditurePersonnel, funds: gpb, column: func(r *WideRow) **int64 { return &r.Personnel }, budget: func(r *WideRow) **int64 { return &r.PersonnelBudget }},
		{concept: schema.ExpenditurePublicUse, funds: gpb, column: func(r *WideRow) **int64 { return &r.PublicUse }, budget: func(r *WideRow) **int64 { return &r.PublicUseBudget }},
		{concept: schema.BalanceOpening, column: func(r *WideRow) **int64 { return &r.BalanceOpening }, budget: func(r *WideRow) **int64 { return &r.BalanceOpeningBudget }},
		{concept: schema.BalanceClosing, column: func(r *WideRow) **int64 { return &r.BalanceClosing }, budget: func(r *WideRow) **int64 { return &r.BalanceClosingBudget }},
		{concept: schema.ThreePublicTotal, funds: fiscal, column: func(r *WideRow) **int64 { return &r.ThreePublic }, budget: func(r *WideRow) **int64 { return &r.ThreePublicBudget }},
		{concept: schema.ThreePublicAbroad, funds: fiscal, column: func(r *WideRow) **int64 { return &r.Abroad }, budget: func(r *WideRow) **int64 { return &r.AbroadBudget }},
		{concept: schema.ThreePublicVehicle, funds: fiscal, column: func(r *WideRow) **int64 { return &r.Vehicle }, budget: func(r *WideRow) **int64 { return &r.VehicleBudget }},
		{concept: schema.ThreePublicVehiclePurchase, funds: fiscal, column: func(r *WideRow) **int64 { return &r.VehiclePurchase }, budget: func(r *WideRow) **int64 { return &r.VehiclePurchaseBudget }},
		{concept: schema.ThreePublicVehicleOperation, funds: fiscal, column: func(r *WideRow) **int64 { return &r.VehicleOperation }, budget: func(r *WideRow) **int64 { return &r.VehicleOperationBudget }},
		{concept: schema.ThreePublicReception, funds: fiscal, column: func(r *WideRow) **int64 { return &r.Reception }, budget: func(r *WideRow) **int64 { return &r.ReceptionBudget }},
		{concept: schema.AgencyOperatingCost, funds: fiscal, column: func(r *WideRow) **int64 { return &r.OperatingCost }, budget: func(r *WideRow) **int64 { return &r.OperatingCostBudget }},
		{concept: schema.ProcurementTotal, column: func(r *WideRow) **int64 { return &r.Procurement }, budget: func(r *WideRow) **int64 { return &r.ProcurementBudget }},
		{concept: schema.ProcurementGoods, column: func(r *WideRow) **int64 { return &r.ProcurementGoods }, budget: func(r *WideRow) **int64 { return &r.ProcurementGoodsBudget }},
		{concept: schema.ProcurementWorks, column: func(r *WideRow) **int64 { return &r.ProcurementWorks }, budget: func(r *WideRow) **int64 { return &r.ProcurementWorksBudget }},
		{concept: schema.ProcurementServices, column: func(r *WideRow) **int64 { return &r.ProcurementServices }, budget: func(r *WideRow) **int64 { return &r.ProcurementServicesBudget }},
		{concept: schema.ProcurementSME, column: func(r *WideRow) **int64 { return &r.ProcurementSME }, budget: func(r *WideRow) **int64 { return &r.ProcurementSMEBudget }},
		{concept: schema.AssetVehicles, column: func(r *WideRow) **int64 { return &r.Vehicles }, budget: func(r *WideRow) **int64 { return &r.VehiclesBudget }},
		{concept: schema.AssetEquipment500K, column: func(r *WideRow) **int64 { return &r.Equipment500K }, budget: func(r *WideRow) **int64 { return &r.Equipment500KBudget }},
		{concept: schema.AssetEquipment1M, column: func(r *WideRow) **int64 { return &r.Equipment1M }, budget: func(r *WideRow) **int64 { return &r.Equipment1MBudget }},
		{concept: schema.PerformanceProjectsEvaluated, column: func(r *WideRow) **int64 { return &r.ProjectsEvaluated }, budget: func(r *WideRow) **int64 { return &r.ProjectsEvaluatedBudget }},
		{concept: schema.PerformanceAmountCovered, column: func(r *WideRow) **int64 { return &r.AmountCovered }, budget: func(r *WideRow) **int64 { return &r.AmountCoveredBudget }},
		{concept: schema.StaffTotal, column: func(r *WideRow) **int64 { return &r.Staff }, budget: func(r *WideRow) **int64 { return &r.StaffBudget }},
	}
}

// storedFact is the columns of a fact that the export reads. The reader in use
// makes empty texts of the nulls of embedded structs.
type storedFact struct {
	DocumentID string  `parquet:"document_id,dict"`
	Concept    *string `parquet:"concept,dict"`
	Value      int64   `parquet:"value,decimal(4:18)"`
	Approx     string  `parquet:"approx,dict"`
	Decimals   int32   `parquet:"decimals"`
	ValueForm  string  `parquet:"value_form,dict"`
	Measure    *string `parquet:"measure,dict"`
	PeriodEnd  *int32  `parquet:"period_end,date"`
	Dimensions
}

func (f *storedFact) row() *FactRow {
	return &FactRow{DocumentID: f.DocumentID, Concept: f.Concept, Value: f.Value, Approx: f.Approx, Decimals: f.Decimals,
		ValueForm: f.ValueForm, Measure: f.Measure, PeriodEnd: f.PeriodEnd, Dimensions: f.Dimensions}
}

// figure is what a document's facts have said of a column so far.
type figure struct {
	fact     FactRow // value, accuracy and approximation only
	conflict bool
}

func (g *figure) add(f *FactRow) {
	kept := FactRow{Value: f.Value, Decimals: f.Decimals, Approx: f.Approx}
	if g.fact.Approx == "" {
		g.fact = kept
		return
	}
	best := Precisest([]FactRow{g.fact, kept})
	other := &g.fact
	if *best == g.fact {
		other = &kept
	}
	g.conflict = g.conflict || !Agree(best, other)
	g.fact = *best
}

// slot is a column of the wide table: a headline, as it came out or as budgeted.
type slot struct {
	headline int
	budget   bool
}

// class is one of the functional classification, as it came out or as budgeted.
type class struct {
	code   string
	budget bool
}

// wide gathers the figures of all documents. It holds some kilobytes for each.
type wide struct {
	columns   []headline
	byConcept map[string][]int
	rows      []WideRow
	index     map[string][]int // rows of a document_id
	figures   []map[slot]*figure
	functions []map[class]*figure
}

// Wide makes the wide export of the snapshot in dir, a row for each document
// that was read, in the order of documents.
func Wide(dir string) ([]WideRow, error) {
	w := &wide{columns: headlines(), byConcept: make(map[string][]int), index: make(map[string][]int)}
	for i, h := range w.columns {
		w.byConcept[string(h.concept)] = append(w.byConcept[string(h.concept)], i)
	}
	for d, err := range readTable[DocumentRow](dir, "documents/*.parquet") {
		if err != nil {
			return nil, err
		}
		if d.Status != string(schema.Refused) {
			w.document(&d)
		}
	}
	for f, err := range readTable[storedFact](dir, "facts/*/*.parquet") {
		if err != nil {
			return nil, err
		}
		w.fact(f.row())
	}
	w.settle()
	return w.rows, nil
}

func (w *wide) document(d *DocumentRow) {
	w.index[d.DocumentID] = append(w.index[d.DocumentID], len(w.rows))
	w.rows = append(w.rows, WideRow{DocumentID: d.DocumentID, Path: d.Path, Entity: d.Entity, Province: d.Province, City: d.City,
		District: d.District, EntityLevel: d.EntityLevel, ReportKind: d.ReportKind, FiscalYear: d.FiscalYear, Tables: d.Tables, Facts: d.Facts,
		ChecksRun: d.Checks - d.ChecksIncomplete - d.ChecksAmbiguous - d.ChecksNotApplicable, ChecksFail: d.ChecksInconsistent})
	w.figures = append(w.figures, make(map[slot]*figure))
	w.functions = append(w.functions, make(map[class]*figure))
}

func (w *wide) fact(f *FactRow) {
	rows := w.index[f.DocumentID]
	if len(rows) == 0 || f.Concept == nil || f.PeriodEnd == nil || f.ValueForm != string(schema.Level) {
		return
	}
	row := rows[0] // the bytes are the same, and so are the figures
	if w.rows[row].FiscalYear == nil {
		return
	}
	budget, known := w.phase(row, f)
	if !known {
		return
	}
	before := int(*w.rows[row].FiscalYear) - schema.Date(*f.PeriodEnd).Year()
	if *f.Concept == string(schema.ExpenditureByFunction) {
		if d := f.Known(); before == 0 && len(d.FuncCode) == 3 {
			d.FuncCode, d.FundSource = "", ""
			if (d == schema.Dimensions{EntityScope: d.EntityScope}) {
				entry(w.functions[row], class{*f.FuncCode, budget}).add(f)
			}
		}
		return
	}
	for _, i := range w.byConcept[*f.Concept] {
		h := &w.columns[i]
		if before == map[bool]int{true: 1}[h.prior] && (!budget || h.budget != nil) && h.takes(f.Known()) {
			entry(w.figures[row], slot{i, budget}).add(f)
		}
	}
}

// phase tells whether a fact is of what was planned or of what came out; known
// is false for what is neither, or not yet. A figure of no phase is of the one
// its report is about.
func (w *wide) phase(row int, f *FactRow) (budget, known bool) {
	if f.Measure == nil {
		kind := w.rows[row].ReportKind
		return kind != nil && *kind == string(schema.BudgetReport), true
	}
	budget = schema.Measure(*f.Measure).IsBudget()
	return budget, budget || *f.Measure == string(schema.Final)
}

// takes reports whether a fact has no breakdown but one of the column's funds.
func (h *headline) takes(d schema.Dimensions) bool {
	if f := d.FundSource; f != "" && f != schema.AllFunds && !slices.Contains(h.funds, f) {
		return false
	}
	d.FundSource, d.EntityScope = "", ""
	return d == schema.Dimensions{}
}

func entry[K comparable](m map[K]*figure, k K) *figure {
	if m[k] == nil {
		m[k] = new(figure)
	}
	return m[k]
}

func (w *wide) settle() {
	for _, rows := range w.index {
		first := rows[0]
		functions := map[bool][]FunctionAmount{}
		for _, c := range slices.SortedFunc(maps.Keys(w.functions[first]), func(a, b class) int { return cmp.Compare(a.code, b.code) }) {
			if g := w.functions[first][c]; !g.conflict {
				functions[c.budget] = append(functions[c.budget], FunctionAmount{c.code, g.fact.Value})
			}
		}
		for _, i := range rows {
			w.rows[i].Functions, w.rows[i].FunctionsBudget = functions[false], functions[true]
			for c, g := range w.figures[first] {
				if !g.conflict {
					value := g.fact.Value
					*w.cell(c, i) = &value
				}
			}
		}
	}
}

// cell is where the figure of a column stands in a row.
func (w *wide) cell(c slot, row int) **int64 {
	if h := &w.columns[c.headline]; c.budget {
		return h.budget(&w.rows[row])
	} else {
		return h.column(&w.rows[row])
	}
}

// readTable yields the rows of a table's parts, in the order of their names.
func readTable[R any](dir, pattern string) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err == nil && len(paths) == 0 {
			err = fmt.Errorf("%s: %w", filepath.Join(dir, pattern), fs.ErrNotExist)
		}
		if err != nil {
			yield(*new(R), err)
			return
		}
		for _, path := range paths {
			for row, err := range readPart[R](path) {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

// openFile opens a Parquet file of this version.
func openFile(f *os.File) (*parquet.File, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	p, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		return nil, err
	}
	return p, checkVersion(p)
}

func readPart[R any](path string) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(*new(R), err)
			return
		}
		defer f.Close()
		p, err := openFile(f)
		if err != nil {
			yield(*new(R), fmt.Errorf("%s: %w", path, err))
			return
		}
		r := parquet.NewGenericReader[R](p)
		defer r.Close()
		for {
			batch := make([]R, rowsPerBatch) // rows keep pointers into what they were read to
			n, err := r.Read(batch)
			for _, row := range batch[:n] {
				if !yield(row, nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(*new(R), fmt.Errorf("%s: %w", path, err))
				return
			}
		}
	}
}

// WriteWide writes the wide export as one Parquet file.
func WriteWide(out io.Writer, toolVersion string, rows []WideRow) error {
	w := parquet.NewGenericWriter[WideRow](out, parquet.KeyValueMetadata("schema_version", SchemaVersion),
		parquet.KeyValueMetadata("tool_version", toolVersion), parquet.CreatedBy("gongkai", toolVersion, ""))
	_, err := w.Write(rows)
	return cmp.Or(err, w.Close())
}
