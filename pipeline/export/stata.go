package export

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai/schema"
)

// Files of Stata, format 118 (Stata 14 and newer). The layout is that of the
// manual's entry dta: a header, a map of where each part begins, the descriptions
// of the variables, the data in rows of fixed width, the long texts and the value
// labels. All parts but the data have a length known beforehand, so that a table
// is read twice and written as it is read.

// The types of variables that are used: a text of so many bytes is its length.
const (
	longText = 32768 // strL
	double   = 65526
	long     = 65528

	mostShort = 244        // bytes of a text in the row itself; longer ones are strL
	mostLong  = 2147483620 // of the type long
	noLong    = 2147483621 // the missing value
	stataDay  = 3653       // 1 January 1970, in days since 1960
	mostName  = 32         // characters of a name
	mostLabel = 80         // characters of a variable's label
	textGSO   = 130        // a long text that ends with a zero
)

// noDouble is the missing value of doubles.
func noDouble() uint64 { return 0x7fe0000000000000 }

// variable is a column as Stata keeps it.
type variable struct {
	Column
	at     int // of the column in a row
	name   string
	kind   int
	format string
	widest int            // bytes of its texts
	large  bool           // a whole number that is no long
	codes  map[string]int // of a coded text
	labels []string       // by code, from 1
}

// WriteStata writes a table for Stata. Texts of few values are numbers with
// labels; dates are dates; values are doubles, of 15 digits; lists are left out.
// Names of more than 32 characters are shortened, the same way each time.
func WriteStata(w io.Writer, t *Table) error {
	variables, rows, err := measure(t)
	if err != nil {
		return err
	}
	var head, labels, long bytes.Buffer
	writeLabels(&labels, variables)
	for n, row := range numbered(t, &err) {
		for v := range variables {
			appendLong(&long, &variables[v], v+1, n, row)
		}
	}
	if err != nil {
		return err
	}
	writeHead(&head, t, variables, rows, [3]int{width(variables) * rows, long.Len(), labels.Len()})
	out := bufio.NewWriter(w)
	_, _ = out.Write(head.Bytes()) // a bufio.Writer keeps its error for Flush
	written := 0
	for n, row := range numbered(t, &err) {
		for v := range variables {
			_, _ = out.Write(variables[v].value(row, v+1, n))
		}
		written = n
	}
	if err == nil && written != rows {
		err = errors.New("the dataset changed while it was written")
	}
	fmt.Fprintf(out, "</data><strls>%s</strls><value_labels>%s</value_labels></stata_dta>", long.Bytes(), labels.Bytes())
	return errors.Join(err, out.Flush())
}

// numbered yields the rows with their number from 1; what ends them early is put
// into err.
func numbered(t *Table, err *error) func(yield func(int, []any) bool) {
	return func(yield func(int, []any) bool) {
		n := 0
		for row, failed := range t.Rows() {
			if n++; failed != nil || !yield(n, row) {
				*err = failed
				return
			}
		}
	}
}

// measure finds the type of each variable by the rows.
func measure(t *Table) (variables []variable, rows int, err error) {
	taken := make(map[string]bool)
	for i, c := range t.Columns {
		if _, list := c.zero.(json.RawMessage); list {
			continue
		}
		v := variable{Column: c, at: i, name: stataName(c.Name), codes: make(map[string]int)}
		if taken[v.name] || len(v.name) > mostName {
			return nil, 0, fmt.Errorf("%s has no name of %d characters of its own", c.Name, mostName)
		}
		taken[v.name] = true
		variables = append(variables, v)
	}
	for n, row := range numbered(t, &err) {
		rows = n
		for i := range variables {
			variables[i].look(row[variables[i].at])
		}
	}
	for i := range variables {
		variables[i].settle()
	}
	return variables, rows, err
}

func (v *variable) look(value any) {
	switch value := value.(type) {
	case string:
		v.widest = max(v.widest, len(value))
		if v.Coded {
			v.codes[value] = 0
		}
	case int64:
		v.large = v.large || value > mostLong || value < -mostLong
	}
}

func (v *variable) settle() {
	v.kind, v.format = long, "%12.0g"
	switch v.zero.(type) {
	case string:
		if v.Coded {
			v.labels = slices.Sorted(maps.Keys(v.codes))
			for i, value := range v.labels {
				v.codes[value] = i + 1
			}
			return
		}
		v.format = "%-20s"
		if v.kind = max(v.widest, 1); v.widest > mostShort {
			v.kind = longText
		}
	case decimal.Decimal:
		v.kind, v.format = double, "%18.2f"
	case schema.Date:
		v.format = "%tdCCYY-NN-DD"
	default:
		if v.large {
			v.kind = double
		}
	}
}

// shortened are the words of long names, with what stands for them.
func shortened() []string {
	return []string{"general_public_budget", "gpb", "expenditure", "exp", "revenue", "rev", "government", "gov", "performance", "perf",
		"procurement", "proc", "projects", "proj", "operation", "oper", "purchase", "purch", "three_public", "tp", "obligations", "oblig"}
}

// stataName is a name of at most 32 characters: a long one has its words shortened,
// and so has one whose twin of the budget would be too long.
func stataName(name string) string {
	base, planned := strings.CutSuffix(name, budgetSuffix)
	if _, own := descriptions()[name]; own || !planned {
		base = name
	}
	if len(base) <= mostName-len(budgetSuffix) {
		return name
	}
	return strings.NewReplacer(shortened()...).Replace(name)
}

// size is how many bytes a variable takes in a row.
func (v *variable) size() int {
	switch v.kind {
	case double, longText:
		return 8
	case long:
		return 4
	}
	return v.kind
}

func width(variables []variable) (n int) {
	for i := range variables {
		n += variables[i].size()
	}
	return n
}

// value is the variable's place in a row, of the variable and row of these numbers.
func (v *variable) value(row []any, variableNo, rowNo int) []byte {
	value := row[v.at]
	switch v.kind {
	case longText:
		if s, _ := value.(string); s == "" {
			return make([]byte, 8)
		}
		return binary.LittleEndian.AppendUint64(nil, uint64(variableNo)|uint64(rowNo)<<16)
	case double:
		bits := noDouble()
		switch value := value.(type) {
		case decimal.Decimal:
			bits = math.Float64bits(value.InexactFloat64())
		case int64:
			bits = math.Float64bits(float64(value))
		}
		return binary.LittleEndian.AppendUint64(nil, bits)
	case long:
		n := int32(noLong)
		switch value := value.(type) {
		case string:
			n = int32(v.codes[value])
		case int64:
			n = int32(value)
		case schema.Date:
			n = int32(value) + stataDay
		}
		return binary.LittleEndian.AppendUint32(nil, uint32(n))
	}
	field := make([]byte, v.kind)
	if s, ok := value.(string); ok {
		copy(field, s)
	}
	return field
}

// appendLong adds the long text of a row.
func appendLong(b *bytes.Buffer, v *variable, variableNo, rowNo int, row []any) {
	s, _ := row[v.at].(string)
	if v.kind != longText || s == "" {
		return
	}
	b.WriteString("GSO")
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(variableNo)))
	b.Write(binary.LittleEndian.AppendUint64(nil, uint64(rowNo)))
	b.WriteByte(textGSO)
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(s)+1)))
	b.WriteString(s)
	b.WriteByte(0)
}

// padded is a text in a field of so many bytes that ends with a zero.
func padded(s string, size int) []byte {
	field := make([]byte, size)
	copy(field[:size-1], s)
	return field
}

func writeLabels(b *bytes.Buffer, variables []variable) {
	le := binary.LittleEndian
	for i := range variables {
		v := &variables[i]
		if len(v.labels) == 0 {
			continue
		}
		var offsets, values, texts []byte
		for k, s := range v.labels {
			offsets = le.AppendUint32(offsets, uint32(len(texts)))
			values = le.AppendUint32(values, uint32(k+1))
			texts = append(append(texts, s...), 0)
		}
		table := le.AppendUint32(le.AppendUint32(nil, uint32(len(v.labels))), uint32(len(texts)))
		table = slices.Concat(table, offsets, values, texts)
		b.WriteString("<lbl>")
		b.Write(le.AppendUint32(nil, uint32(len(table))))
		b.Write(padded(v.name, 129))
		b.Write(make([]byte, 3))
		b.Write(table)
		b.WriteString("</lbl>")
	}
}

// writeHead writes all that stands before the data; sizes are those of the data,
// the long texts and the labels, for the map.
func writeHead(b *bytes.Buffer, t *Table, variables []variable, rows int, sizes [3]int) {
	le := binary.LittleEndian
	b.WriteString("<stata_dta><header><release>118</release><byteorder>LSF</byteorder><K>")
	b.Write(le.AppendUint16(nil, uint16(len(variables))))
	b.WriteString("</K><N>")
	b.Write(le.AppendUint64(nil, uint64(rows)))
	b.WriteString("</N><label>")
	label := "gongkai " + t.Name
	b.Write(le.AppendUint16(nil, uint16(len(label))))
	b.WriteString(label + "</label><timestamp>\x00</timestamp></header>")
	places := []uint64{0, uint64(b.Len())} // of the parts
	var rest bytes.Buffer
	const mapSize = len("<map></map>") + 14*8
	begin := func(tag string) {
		places = append(places, uint64(b.Len()+mapSize+rest.Len()))
		rest.WriteString("<" + tag + ">")
	}
	part := func(tag string, field func(*variable) []byte) {
		begin(tag)
		for i := range variables {
			rest.Write(field(&variables[i]))
		}
		rest.WriteString("</" + tag + ">")
	}
	part("variable_types", func(v *variable) []byte { return le.AppendUint16(nil, uint16(v.kind)) })
	part("varnames", func(v *variable) []byte { return padded(v.name, 129) })
	begin("sortlist")
	rest.Write(make([]byte, 2*(len(variables)+1)))
	rest.WriteString("</sortlist>")
	part("formats", func(v *variable) []byte { return padded(v.format, 57) })
	part("value_label_names", func(v *variable) []byte {
		if len(v.labels) == 0 {
			return padded("", 129)
		}
		return padded(v.name, 129)
	})
	part("variable_labels", func(v *variable) []byte {
		r := []rune(v.Chinese)
		return padded(string(r[:min(len(r), mostLabel)]), 321)
	})
	begin("characteristics")
	rest.WriteString("</characteristics>")
	begin("data")
	next := places[len(places)-1] + uint64(len("<data></data>")+sizes[0])
	places = append(places, next)
	next += uint64(len("<strls></strls>") + sizes[1])
	places = append(places, next)
	next += uint64(len("<value_labels></value_labels>") + sizes[2])
	places = append(places, next, next+uint64(len("</stata_dta>")))
	b.WriteString("<map>")
	for _, p := range places {
		b.Write(le.AppendUint64(nil, p))
	}
	b.WriteString("</map>")
	b.Write(rest.Bytes())
}
