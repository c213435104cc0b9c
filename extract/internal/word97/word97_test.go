package word97

import (
	"context"
	"errors"
	"reflect"
	"testing"
)

func TestFormatNumber(t *testing.T) {
	for _, c := range []struct {
		n    int
		nfc  byte
		want string
	}{
		{11, 0, "11"}, {4, 1, "IV"}, {28, 4, "bb"}, {10, 0x25, "十"}, {11, 0x27, "十一"}, {20, 0x0B, "二十"},
		{105, 0x25, "一百零五"}, {110, 0x25, "一百一十"}, {1001, 0x27, "一千零一"}, {3, 0x26, "叁"}, {20, 0x0A, "二〇"},
		{3, 0x1C, "③"}, {2, 0x1B, "⑵"}, {1, 0x1E, "甲"}, {12, 0x1F, "亥"}, {5, 0x16, "05"}, {9, nfcBullet, ""},
	} {
		if got := formatNumber(c.n, c.nfc); got != c.want {
			t.Errorf("%d in %#x: %q, want %q", c.n, c.nfc, got, c.want)
		}
	}
}

func TestListNumbers(t *testing.T) {
	l := &list{levels: []listLevel{
		{start: 1, nfc: 0x25, text: []uint16{0, '、'}, follow: 2, restartAfter: -1},
		{start: 1, text: []uint16{0, '.', 1}, legal: true, follow: 1, restartAfter: 0},
	}}
	ls := &lists{[]override{{list: l}, {list: l, start: map[int]int{0: 7}}}}
	var got []string
	for _, p := range [][2]int{{1, 0}, {1, 1}, {1, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 0}, {3, 0}, {1, 9}} {
		got = append(got, ls.number(p[0], p[1]))
	}
	want := []string{"一、", "1.1 ", "1.2 ", "二、", "2.1 ", "七、", "八、", "", ""}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowModifiers(t *testing.T) {
	r := &Row{Edges: []int{0, 100, 200}, Cells: make([]Cell, 2)}
	r.insert(1, 1, 50)
	if want := []int{0, 100, 150, 250}; !reflect.DeepEqual(r.Edges, want) || len(r.Cells) != 3 {
		t.Errorf("insert: %v", r)
	}
	r.remove(0, 1)
	if want := []int{0, 50, 150}; !reflect.DeepEqual(r.Edges, want) || len(r.Cells) != 2 {
		t.Errorf("remove: %v", r)
	}
	r.widen(0, 1, 80)
	r.merge(0, 2, true)
	if want := []int{0, 80, 180}; !reflect.DeepEqual(r.Edges, want) || !r.Cells[0].MergeFirst || !r.Cells[1].MergeNext {
		t.Errorf("widen, merge: %v", r)
	}
}

func TestFieldInstructions(t *testing.T) {
	text := []uint16{'a', 0x13, 'P', 0x13, 'Q', 0x15, 0x14, '7', 0x15, 'b', 0x13, 'c'}
	hidden := make([]bool, len(text))
	(&document{ctx: context.Background(), units: text}).hideInstructions(0, len(text), hidden)
	var shown []uint16
	for i, u := range text {
		if !hidden[i] {
			shown = appendShown(shown, u)
		}
	}
	if got := string([]rune{rune(shown[0]), rune(shown[1]), rune(shown[2]), rune(shown[3])}); len(shown) != 4 || got != "a7bc" {
		t.Errorf("%v", shown)
	}
}

func TestCompressedText(t *testing.T) {
	gbk := []byte("\xb2\xc6\xd5\xfe\xca\xd5\xc8\xeb\xa3\xba12")
	p := []piece{{cp: 0, end: len(gbk), compressed: true}}
	var got []uint16
	for _, u := range readText(gbk, p, lidChinese) {
		got = appendShown(got, u)
	}
	if want := []uint16{'财', '政', '收', '入', '：', '1', '2'}; !reflect.DeepEqual(got, want) {
		t.Errorf("%x", got)
	}
	latin := []byte("\x93a\x94\xe9")
	if got, want := readText(latin, []piece{{end: 4, compressed: true}}, lidChinese), []uint16{0x201c, 'a', 0x201d, 0xe9}; !reflect.DeepEqual(got, want) {
		t.Errorf("%x", got)
	}
}

func TestRefused(t *testing.T) {
	fib := func(ident, nFib, flags uint16) []byte {
		b := make([]byte, 64)
		b[0], b[1], b[2], b[3], b[10], b[11] = byte(ident), byte(ident>>8), byte(nFib), byte(nFib>>8), byte(flags), byte(flags>>8)
		return b
	}
	for _, c := range []struct {
		main []byte
		want error
	}{
		{fib(0xA5DC, 104, 0), ErrOld}, {fib(0xA5EC, 193, 0x100), ErrEncrypted}, {fib(0xA5EC, 193, 0), ErrCorrupt}, {nil, ErrCorrupt},
	} {
		if _, err := Parse(context.Background(), &Streams{Main: c.main}); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
}

// TestHorizontalMerge reads the flags in both orders they are described in.
func TestHorizontalMerge(t *testing.T) {
	for _, flags := range [][]byte{{0, 1, 2, 1, 2, 0x60}, {0, 2, 1, 2, 1, 0x60}, {0, 3, 1, 3, 1, 0x60}} {
		arg := []byte{byte(len(flags))}
		for i := range len(flags) + 1 {
			arg = append(arg, byte(100*i), byte(100*i>>8))
		}
		for _, f := range flags {
			arg = append(append(arg, f), make([]byte, tc80Size-1)...)
		}
		r := &Row{}
		r.define(arg)
		first, next := Cell{MergeFirst: true}, Cell{MergeNext: true}
		if want := []Cell{{}, first, next, first, next, {VertFirst: true}}; !reflect.DeepEqual(r.Cells, want) {
			t.Errorf("%v: %+v", flags, r.Cells)
		}
	}
}
