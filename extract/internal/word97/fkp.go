package word97

import "sort"

// span says that the characters stored at [fc,end) have the properties grpprl;
// istd is the paragraph style, 0 for character spans.
type span struct {
	fc, end int
	istd    int
	grpprl  []byte
}

// spans are the property runs of one kind, ascending by fc.
type spans []span

const pageSize = 512

// readSpans collects the runs of all pages a PlcBteChpx or PlcBtePapx lists
// ([MS-DOC] 2.8.5, 2.8.6); read takes the runs of one page.
func readSpans(plc, main []byte, read func(page []byte, out spans) spans) spans {
	n := (len(plc) - 4) / 8
	seen := map[uint32]bool{}
	var out spans
	for i := range n {
		pn := u32(plc, 4*(n+1)+4*i) & 0x3fffff
		page := slice(main, int(pn)*pageSize, pageSize)
		if page == nil || seen[pn] {
			continue
		}
		seen[pn] = true
		out = read(page, out)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].fc < out[j].fc })
	return out
}

// readChpxPage reads a ChpxFkp ([MS-DOC] 2.9.33).
func readChpxPage(page []byte, out spans) spans {
	n := int(page[pageSize-1])
	for i := range n {
		if 4*(n+1)+i >= pageSize-1 {
			break
		}
		s := span{fc: int(u32(page, 4*i)), end: int(u32(page, 4*i+4))}
		if at := 2 * int(page[4*(n+1)+i]); at != 0 && at < pageSize {
			s.grpprl = slice(page, at+1, int(page[at]))
		}
		if s.end > s.fc {
			out = append(out, s)
		}
	}
	return out
}

// readPapxPage reads a PapxFkp ([MS-DOC] 2.9.175).
func readPapxPage(page []byte, out spans) spans {
	n := int(page[pageSize-1])
	for i := range n {
		bx := 4*(n+1) + 13*i
		if bx >= pageSize-1 {
			break
		}
		s := span{fc: int(u32(page, 4*i)), end: int(u32(page, 4*i+4))}
		if papx := papxAt(page, 2*int(page[bx])); len(papx) >= 2 {
			s.istd, s.grpprl = u16(papx, 0), papx[2:]
		}
		if s.end > s.fc {
			out = append(out, s)
		}
	}
	return out
}

// papxAt returns the GrpPrlAndIstd of a PapxInFkp ([MS-DOC] 2.9.176).
func papxAt(page []byte, at int) []byte {
	if at == 0 || at+1 >= pageSize {
		return nil
	}
	if n := int(page[at]); n != 0 {
		return slice(page, at+1, 2*n-1)
	}
	return slice(page, at+2, 2*int(page[at+1]))
}

// at returns the run that holds a file position, nil when none does.
func (s spans) at(fc int) *span {
	i := sort.Search(len(s), func(i int) bool { return s[i].fc > fc }) - 1
	if i < 0 || fc >= s[i].end {
		return nil
	}
	return &s[i]
}
