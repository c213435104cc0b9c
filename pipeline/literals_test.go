package pipeline

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// literalsAllowed is how many literals with Chinese in them the code of a package that reads
// may have. What words mean is rows of schema/words; what is left in code is patterns of dates
// and of numerals, whose characters are no wording.
func literalsAllowed() map[string]int {
	return map[string]int{"pipeline/tag": 8, "pipeline/clause": 4, "pipeline/table": 10, "pipeline/place": 3, "pipeline/section": 3, "pipeline/facts": 2, "pipeline/reconcile": 0, "pipeline/disclose": 0}
}

// TestWordsStandInTables holds that packages of the reading take their words from the tables,
// and that no function body has more than two of its own.
func TestWordsStandInTables(t *testing.T) {
	const mostInBody = 2
	found := map[string]int{}
	for _, file := range tracked(t) {
		if _, reads := literalsAllowed()[path.Dir(file)]; !reads || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", filepath.FromSlash(file)), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range parsed.Decls {
			words := chineseLiterals(decl)
			found[path.Dir(file)] += len(words)
			if f, is := decl.(*ast.FuncDecl); is && len(words) > mostInBody {
				t.Errorf("%s: %s has words of its own, which belong into a table of schema/words: %q", file, f.Name.Name, words)
			}
		}
	}
	for dir, allowed := range literalsAllowed() {
		if found[dir] > allowed {
			t.Errorf("%s has %d literals with Chinese in them, more than %d: words belong into the tables of schema/words", dir, found[dir], allowed)
		}
	}
}

// chineseLiterals are the strings and characters of a declaration with a Chinese character in them.
func chineseLiterals(decl ast.Decl) (found []string) {
	ast.Inspect(decl, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && (lit.Kind == token.STRING || lit.Kind == token.CHAR) {
			text, err := strconv.Unquote(lit.Value)
			if err == nil && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				found = append(found, text)
			}
		}
		return true
	})
	return found
}
