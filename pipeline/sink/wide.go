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
	ThreePublicBudget   *int64 `parquet:"three_public_total_budget,decimal(4:18)"`
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

	Functions []FunctionAmount `parquet:"functions,list"`
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
	budget  bool                // as budgeted, in a report of what was spent
	funds   []schema.FundSource // besides all funds and none named
	column  func(*WideRow) **int64
}

// headlines are the columns of the wide export, after the appendix of figures
// that most studies start from.
func headlines() []headline {
	gpb, fund, soe := []schema.FundSource{schema.GeneralPublicBudget}, []schema.FundSource{schema.GovernmentFund}, []schema.FundSource{schema.StateCapital}
	fiscal := append(gpb, schema.FiscalFunds) // 财政拨款“三公”经费: the tables say 一般公共预算, the text 财政拨款
	return []headline{
		{concept: schema.RevenueYear, column: func(r *WideRow) **int64 { return &r.RevenueYear }},
		{concept: schema.ExpenditureYear, column: func(r *WideRow) **int64 { return &r.ExpenditureYear }},
		{concept: schema.RevenueTotal, column: func(r *WideRow) **int64 { return &r.RevenueTotal }},
		{concept: schema.ExpenditureTotal, column: func(r *WideRow) **int64 { return &r.ExpenditureTotal }},
		{concept: schema.RevenueYear, prior: true, column: func(r *WideRow) **int64 { return &r.RevenuePrior }},
		{concept: schema.ExpenditureYear, prior: true, column: func(r *WideRow) **int64 { return &r.ExpenditurePrior }},
		{concept: schema.RevenueGeneralPublicBudget, funds: gpb, column: func(r *WideRow) **int64 { return &r.RevenueGeneral }},
		{concept: schema.RevenueGovernmentFund, funds: fund, column: func(r *WideRow) **int64 { return &r.RevenueFund }},
		{concept: schema.RevenueStateCapital, funds: soe, column: func(r *WideRow) **int64 { return &r.RevenueState }},
		{concept: schema.RevenueOther, column: func(r *WideRow) **int64 { return &r.RevenueOther }},
		{concept: schema.ExpenditureBasic, column: func(r *WideRow) **int64 { return &r.ExpenditureBasic }},
		{concept: schema.ExpenditureProject, column: func(r *WideRow) **int64 { return &r.ExpenditureProject }},
		{concept: schema.ExpenditureGeneralPublicBudget, funds: gpb, column: func(r *WideRow) **int64 { return &r.ExpenditureGeneral }},
		{concept: schema.ExpenditureGeneralPublicBudget, funds: gpb, prior: true, column: func(r *WideRow) **int64 { return &r.GeneralPrior }},
		{concept: schema.ExpenditureGovernmentFund, funds: fund, column: func(r *WideRow) **int64 { return &r.ExpenditureFund }},
		{concept: schema.ExpenditureStateCapital, funds: soe, column: func(r *WideRow) **int64 { return &r.ExpenditureState }},
		{concept: schema.ExpenditurePersonnel, funds: gpb, column: func(r *WideRow) **int64 { return &r.Personnel }},
		{concept: schema.ExpenditurePublicUse, funds: gpb, column: func(r *WideRow) **int64 { return &r.PublicUse }},
		{concept: schema.BalanceOpening, column: func(r *WideRow) **int64 { return &r.BalanceOpening }},
		{concept: schema.BalanceClosing, column: func(r *WideRow) **int64 { return &r.BalanceClosing }},
		{concept: schema.ThreePublicTotal, funds: fiscal, column: func(r *WideRow) **int64 { return &r.ThreePublic }},
		{concept: schema.ThreePublicTotal, funds: fiscal, budget: true, column: func(r *WideRow) **int64 { return &r.ThreePublicBudget }},
		{concept: schema.ThreePublicAbroad, funds: fiscal, column: func(r *WideRow) **int64 { return &r.Abroad }},
		{concept: schema.ThreePublicVehicle, funds: fiscal, column: func(r *WideRow) **int64 { return &r.Vehicle }},
		{concept: schema.ThreePublicVehiclePurchase, funds: fiscal, column: func(r *WideRow) **int64 { return &r.VehiclePurchase }},
		{concept: schema.ThreePublicVehicleOperation, funds: fiscal, column: func(r *WideRow) **int64 { return &r.VehicleOperation }},
		{concept: schema.ThreePublicReception, funds: fiscal, column: func(r *WideRow) **int64 { return &r.Reception }},
		{concept: schema.AgencyOperatingCost, funds: fiscal, column: func(r *WideRow) **int64 { return &r.OperatingCost }},
		{concept: schema.ProcurementTotal, column: func(r *WideRow) **int64 { return &r.Procurement }},
		{concept: schema.ProcurementGoods, column: func(r *WideRow) **int64 { return &r.ProcurementGoods }},
		{concept: schema.ProcurementWorks, column: func(r *WideRow) **int64 { return &r.ProcurementWorks }},
		{concept: schema.ProcurementServices, column: func(r *WideRow) **int64 { return &r.ProcurementServices }},
		{concept: schema.ProcurementSME, column: func(r *WideRow) **int64 { return &r.ProcurementSME }},
		{concept: schema.AssetVehicles, column: func(r *WideRow) **int64 { return &r.Vehicles }},
		{concept: schema.AssetEquipment500K, column: func(r *WideRow) **int64 { return &r.Equipment500K }},
		{concept: schema.AssetEquipment1M, column: func(r *WideRow) **int64 { return &r.Equipment1M }},
		{concept: schema.PerformanceProjectsEvaluated, column: func(r *WideRow) **int64 { return &r.ProjectsEvaluated }},
		{concept: schema.PerformanceAmountCovered, column: func(r *WideRow) **int64 { return &r.AmountCovered }},
		{concept: schema.StaffTotal, column: func(r *WideRow) **int64 { return &r.Staff }},
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

// wide gathers the figures of all documents. It holds some kilobytes for each.
type wide struct {
	columns   []headline
	byConcept map[string][]int
	rows      []WideRow
	index     map[string][]int // rows of a document_id
	figures   []map[int]*figure
	functions []map[string]*figure
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
	w.figures = append(w.figures, make(map[int]*figure))
	w.functions = append(w.functions, make(map[string]*figure))
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
	before := int(*w.rows[row].FiscalYear) - schema.Date(*f.PeriodEnd).Year()
	if *f.Concept == string(schema.ExpenditureByFunction) {
		if d := f.Known(); before == 0 && len(d.FuncCode) == 3 && w.phase(row, f, false) {
			d.FuncCode, d.FundSource = "", ""
			if (d == schema.Dimensions{EntityScope: d.EntityScope}) {
				entry(w.functions[row], *f.FuncCode).add(f)
			}
		}
		return
	}
	for _, i := range w.byConcept[*f.Concept] {
		h := &w.columns[i]
		if before == map[bool]int{true: 1}[h.prior] && w.phase(row, f, h.budget) && h.takes(f.Known()) {
			entry(w.figures[row], i).add(f)
		}
	}
}

// phase reports whether a fact is of the phase a report is about: what was
// spent in final accounts, what is planned in budgets.
func (w *wide) phase(row int, f *FactRow, budget bool) bool {
	if f.Measure == nil {
		return !budget
	}
	kind := w.rows[row].ReportKind
	planned := schema.Measure(*f.Measure).IsBudget()
	if kind != nil && *kind == string(schema.BudgetReport) {
		return planned
	}
	return planned == budget && (budget || *f.Measure == string(schema.Final))
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
		var functions []FunctionAmount
		for _, code := range slices.Sorted(maps.Keys(w.functions[first])) {
			if g := w.functions[first][code]; !g.conflict {
				functions = append(functions, FunctionAmount{code, g.fact.Value})
			}
		}
		for _, i := range rows {
			w.rows[i].Functions = functions
			for c, g := range w.figures[first] {
				if !g.conflict {
					value := g.fact.Value
					*w.columns[c].column(&w.rows[i]) = &value
				}
			}
		}
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
