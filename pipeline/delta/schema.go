package delta

import (
	"encoding/json"
	"fmt"
	"strings"

	"gongkai/pipeline/sink"
)

// The types of the format: a name, or one of these.
type (
	structType struct {
		Type   string        `json:"type"`
		Fields []structField `json:"fields"`
	}
	structField struct {
		Name     string         `json:"name"`
		Type     any            `json:"type"`
		Nullable bool           `json:"nullable"`
		Metadata map[string]any `json:"metadata"`
	}
	arrayType struct {
		Type     string `json:"type"`
		Element  any    `json:"elementType"`
		Contains bool   `json:"containsNull"`
	}
)

// schemaOf describes the columns of a table.
func schemaOf(t sink.Table) (string, error) {
	s := structType{Type: "struct"}
	for _, c := range t.Columns {
		made, err := typeOf(c.Type)
		if err != nil {
			return "", fmt.Errorf("%s.%s: %w", t.Name, c.Name, err)
		}
		s.Fields = append(s.Fields, structField{c.Name, made, c.Null, map[string]any{"comment": c.Meaning}})
	}
	data, err := json.Marshal(s)
	return string(data), err
}

// typeOf translates a type as DuckDB writes it.
func typeOf(duck string) (any, error) {
	if element, list := strings.CutSuffix(duck, "[]"); list {
		made, err := typeOf(element)
		return arrayType{"array", made, true}, err
	}
	if body, ok := strings.CutPrefix(duck, "STRUCT("); ok && strings.HasSuffix(body, ")") {
		s := structType{Type: "struct"}
		for _, field := range fields(strings.TrimSuffix(body, ")")) {
			name, rest, _ := strings.Cut(field, " ")
			made, err := typeOf(rest)
			if err != nil {
				return nil, err
			}
			s.Fields = append(s.Fields, structField{strings.Trim(name, `"`), made, true, map[string]any{}})
		}
		return s, nil
	}
	if strings.HasPrefix(duck, "DECIMAL(") {
		return strings.ToLower(duck), nil
	}
	name, ok := map[string]string{"VARCHAR": "string", "INTEGER": "integer", "BIGINT": "long", "DATE": "date", "BOOLEAN": "boolean", "DOUBLE": "double"}[duck]
	if !ok {
		return nil, fmt.Errorf("no Delta type for %s", duck)
	}
	return name, nil
}

// fields splits a list at the commas that are in no brackets.
func fields(list string) (all []string) {
	depth, from := 0, 0
	for i, r := range list {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				all, from = append(all, strings.TrimSpace(list[from:i])), i+1
			}
		}
	}
	return append(all, strings.TrimSpace(list[from:]))
}
