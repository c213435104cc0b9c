package word97

// Row is the definition of a table row, kept by the mark that ends it.
type Row struct {
	Edges  []int // left edges of the cells and the last right edge, twips; len(Cells)+1
	Cells  []Cell
	Header bool // repeated on every page

	gapHalf int // space between text and cell edge, twips
}

// Cell says how a cell is merged with its neighbours ([MS-DOC] 2.9.313).
type Cell struct {
	MergeFirst, MergeNext bool // first of a horizontal merge; joined to the cell before
	VertFirst, VertNext   bool // first of a vertical merge; joined to the cell above
}

const tc80Size = 20

// apply applies a table modifier to the row.
func (r *Row) apply(op int, arg []byte) {
	switch op {
	case sprmTDefTable:
		r.define(arg)
	case sprmTTableHeader:
		r.Header = arg[0] != 0
	case sprmTMerge, sprmTSplit:
		r.merge(int(arg[0]), int(arg[1]), op == sprmTMerge)
	case sprmTVertMerge:
		if len(arg) >= 2 && int(arg[0]) < len(r.Cells) {
			c := &r.Cells[arg[0]]
			c.VertNext, c.VertFirst = arg[1] == 1, arg[1] == 3
		}
	case sprmTDxaLeft:
		r.shift(i16(arg, 0) - r.gapHalf)
	case sprmTDxaGapHalf:
		r.gapHalf = i16(arg, 0)
	case sprmTDxaCol:
		r.widen(int(arg[0]), int(arg[1]), u16(arg, 2))
	case sprmTInsert:
		r.insert(int(arg[0]), int(arg[1]), u16(arg, 2))
	case sprmTDelete:
		r.remove(int(arg[0]), int(arg[1]))
	}
}

// define reads a TDefTableOperand ([MS-DOC] 2.9.316). The two flags of a
// horizontal merge are described both ways round: 1 begins it and 2 goes on in
// what Microsoft published first and programs write, the reverse in [MS-DOC]
// 2.9.317. Whichever stands at the left begins it.
func (r *Row) define(arg []byte) {
	if len(arg) == 0 {
		return
	}
	n := int(arg[0])
	if n > maxCells || len(arg) < 1+2*(n+1) {
		return
	}
	r.Edges, r.Cells = make([]int, n+1), make([]Cell, n)
	for i := range r.Edges {
		r.Edges[i] = i16(arg, 1+2*i)
	}
	tc := arg[1+2*(n+1):]
	marker := 0 // the horizontal flags that begin a merge here
	for i := 0; i < n && len(tc) >= tc80Size; i, tc = i+1, tc[tc80Size:] {
		flags := u16(tc, 0)
		horizontal := flags & 3
		if horizontal == 0 || marker == 0 {
			marker = horizontal
		}
		r.Cells[i] = Cell{
			MergeFirst: horizontal != 0 && horizontal == marker, MergeNext: horizontal != marker,
			VertFirst: flags&0x40 != 0, VertNext: flags&0x60 == 0x20,
		}
	}
}

// merge joins the cells [first,lim), or takes them apart again.
func (r *Row) merge(first, lim int, join bool) {
	for i := first; i < lim && i < len(r.Cells); i++ {
		r.Cells[i].MergeFirst, r.Cells[i].MergeNext = join && i == first, join && i > first
	}
}

// shift moves the row so that its left edge stands at x.
func (r *Row) shift(x int) {
	if len(r.Edges) == 0 {
		return
	}
	by := x - r.Edges[0]
	for i := range r.Edges {
		r.Edges[i] += by
	}
}

// widen sets the width of the cells [first,lim).
func (r *Row) widen(first, lim, width int) {
	for i := first; i < lim && i < len(r.Cells); i++ {
		by := width - (r.Edges[i+1] - r.Edges[i])
		for k := i + 1; k < len(r.Edges); k++ {
			r.Edges[k] += by
		}
	}
}

// insert puts n cells in front of cell at.
func (r *Row) insert(at, n, width int) {
	if len(r.Cells)+n > maxCells || len(r.Edges) == 0 {
		return
	}
	at = min(at, len(r.Cells))
	cells := append(append(append([]Cell{}, r.Cells[:at]...), make([]Cell, n)...), r.Cells[at:]...)
	edges := append([]int{}, r.Edges[:at+1]...)
	for i := range n {
		edges = append(edges, r.Edges[at]+(i+1)*width)
	}
	for _, e := range r.Edges[at+1:] {
		edges = append(edges, e+n*width)
	}
	r.Cells, r.Edges = cells, edges
}

// remove takes the cells [first,lim) out.
func (r *Row) remove(first, lim int) {
	lim = min(lim, len(r.Cells))
	if first >= lim {
		return
	}
	by := r.Edges[lim] - r.Edges[first]
	r.Cells = append(r.Cells[:first:first], r.Cells[lim:]...)
	edges := append([]int{}, r.Edges[:first+1]...)
	for _, e := range r.Edges[lim+1:] {
		edges = append(edges, e-by)
	}
	r.Edges = edges
}
