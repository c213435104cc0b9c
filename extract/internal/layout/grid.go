package layout

// maxUnits bounds the unit cells of one grid; the largest table seen has 3 000.
const maxUnits = 200_000

// grid is a ruled frame: its dividing lines, and for every unit cell the cell
// it belongs to once the missing rules have merged units.
type grid struct {
	Box
	xs, ys []float64
	owner  []int // unit r*cols+c -> index in areas
	areas  []area
	page   int
}

// area is a cell of a grid in units.
type area struct{ row, col, rows, cols int }

func (g *grid) cols() int { return len(g.xs) - 1 }
func (g *grid) rows() int { return len(g.ys) - 1 }

// newGrid builds the grid of a frame; nil when the frame encloses fewer than
// two units (a box around text, an underline with a tick).
func newGrid(f ruling, page int) *grid {
	g := &grid{xs: axis(f.v, f.h), ys: axis(f.h, f.v), page: page}
	if len(g.xs) < 2 || len(g.ys) < 2 || g.cols()*g.rows() < 2 || g.cols()*g.rows() > maxUnits {
		return nil
	}
	g.Box = Box{g.xs[0], g.ys[0], g.xs[g.cols()], g.ys[g.rows()]}
	parent := make([]int, g.rows()*g.cols())
	for i := range parent {
		parent[i] = i
	}
	vs, hs := byAxis(f.v, g.xs), byAxis(f.h, g.ys)
	for r := range g.rows() {
		for c := range g.cols() {
			u := r*g.cols() + c
			if c+1 < g.cols() && !covered(vs[c+1], g.xs[c+1], g.ys[r], g.ys[r+1]) {
				union(parent, u, u+1)
			}
			if r+1 < g.rows() && !covered(hs[r+1], g.ys[r+1], g.xs[c], g.xs[c+1]) {
				union(parent, u, u+g.cols())
			}
		}
	}
	g.merge(parent)
	return g
}

// byAxis sorts rules into the dividing line they lie on.
func byAxis(rules []span, at []float64) [][]span {
	out := make([][]span, len(at))
	for _, p := range rules {
		for i := range at {
			if abs(p.at-at[i]) <= snap {
				out[i] = append(out[i], p)
			}
		}
	}
	return out
}

// merge makes areas of the joined units. Joined units that form no rectangle
// are cut into one piece per row, pieces of equal width put together again.
func (g *grid) merge(parent []int) {
	g.owner = make([]int, len(parent))
	count := make([]int, len(parent))
	bounds := make([]area, len(parent)) // rows, cols hold the end
	for u := range parent {
		root, r, c := find(parent, u), u/g.cols(), u%g.cols()
		b := &bounds[root]
		if count[root] == 0 {
			*b = area{r, c, r + 1, c + 1}
		}
		*b = area{min(b.row, r), min(b.col, c), max(b.rows, r+1), max(b.cols, c+1)}
		count[root]++
	}
	rect := func(root int) bool {
		b := bounds[root]
		return count[root] == (b.rows-b.row)*(b.cols-b.col)
	}
	for u := range parent {
		r, c := u/g.cols(), u%g.cols()
		root := find(parent, u)
		if rect(root) {
			if b := bounds[root]; r == b.row && c == b.col {
				g.add(area{b.row, b.col, b.rows - b.row, b.cols - b.col})
			}
			continue
		}
		if c == 0 || find(parent, u-1) != root {
			end := c + 1
			for end < g.cols() && find(parent, r*g.cols()+end) == root {
				end++
			}
			g.addPiece(area{r, c, 1, end - c}, parent, root)
		}
	}
}

// addPiece adds a row of a ragged area, below the piece above where it fits.
func (g *grid) addPiece(a area, parent []int, root int) {
	if a.row > 0 {
		above := (a.row-1)*g.cols() + a.col
		i := g.owner[above]
		if p := &g.areas[i]; find(parent, above) == root && p.col == a.col && p.cols == a.cols && p.row+p.rows == a.row {
			p.rows++
			g.own(a, i)
			return
		}
	}
	g.add(a)
}

// add appends an area and claims its units.
func (g *grid) add(a area) {
	g.own(a, len(g.areas))
	g.areas = append(g.areas, a)
}

func (g *grid) own(a area, i int) {
	for r := a.row; r < a.row+a.rows; r++ {
		for c := a.col; c < a.col+a.cols; c++ {
			g.owner[r*g.cols()+c] = i
		}
	}
}

// at returns the area a point lies in, -1 outside the grid.
func (g *grid) at(x, y float64) int {
	c, r := slot(g.xs, x), slot(g.ys, y)
	if c < 0 || r < 0 {
		return -1
	}
	return g.owner[r*g.cols()+c]
}

// box returns where an area stands.
func (g *grid) box(i int) Box {
	a := g.areas[i]
	return Box{g.xs[a.col], g.ys[a.row], g.xs[a.col+a.cols], g.ys[a.row+a.rows]}
}

// slot finds the interval of ascending limits that v lies in, -1 outside.
func slot(limits []float64, v float64) int {
	if len(limits) < 2 || v < limits[0] || v > limits[len(limits)-1] {
		return -1
	}
	lo, hi := 0, len(limits)-1
	for hi-lo > 1 {
		if m := (lo + hi) / 2; v < limits[m] {
			hi = m
		} else {
			lo = m
		}
	}
	return lo
}
