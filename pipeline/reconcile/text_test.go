package reconcile

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestOpensNoText holds that checks and diagnoses are made of facts and claims
// alone: no Context, no search in a label, no Raw but to copy it into an operand, no
// branch on the name of a production, and no Chinese but the words of formulas.
func TestOpensNoText(t *testing.T) {
	for _, dir := range []string{".", "../diagnose", "../figures"} {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if name := f.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				opensNoText(t, filepath.Join(dir, name))
			}
		}
	}
}

func opensNoText(t *testing.T, path string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.KeyValueExpr:
			if key, ok := x.Key.(*ast.Ident); ok && key.Name == "Raw" {
				return false // copied into an operand
			}
		case *ast.SelectorExpr:
			on, _ := x.X.(*ast.Ident)
			switch fact := on != nil && len(on.Name) == 1; {
			case x.Sel.Name == "Context", x.Sel.Name == "Raw", x.Sel.Name == "Rule" && fact && on.Name != "c" && on.Name != "r":
				t.Errorf("%s: %s", set.Position(x.Pos()), x.Sel.Name)
			}
		case *ast.CallExpr:
			if fn, ok := x.Fun.(*ast.SelectorExpr); ok && isIdent(fn.X, "strings") {
				for _, arg := range x.Args {
					if sel, ok := arg.(*ast.SelectorExpr); ok && sel.Sel.Name == "Label" || isConversion(arg, "string") && fn.Sel.Name != "Join" {
						t.Errorf("%s: a search in a label or an id", set.Position(x.Pos()))
					}
				}
			}
		case *ast.BasicLit:
			if x.Kind == token.STRING && strings.ContainsFunc(x.Value, func(r rune) bool { return unicode.Is(unicode.Han, r) }) && filepath.Base(path) != "formula.go" {
				t.Errorf("%s: %s", set.Position(x.Pos()), x.Value)
			}
		}
		return true
	})
}

func isIdent(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}

func isConversion(x ast.Expr, to string) bool {
	call, ok := x.(*ast.CallExpr)
	return ok && isIdent(call.Fun, to)
}
