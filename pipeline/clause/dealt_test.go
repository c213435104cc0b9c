package clause_test

import (
	"slices"
	"testing"

	"gongkai/nlp"
	"gongkai/pipeline/clause"
	"gongkai/schema"
)

// TestDealt holds that each number of a list that goes in turn has a name of its own,
// and that a list of another length is left as it stands.
func TestDealt(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"城镇、农村常住居民人均可支配收入分别增长4.4%、5.9%。", []string{"城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"}},
		{"城乡居民人均可支配收入分别增长4.4%、5.9%。", []string{"城镇居民人均可支配收入", "农村居民人均可支配收入"}},
		// nobody can tell where the first name ends
		{"露营、登山分别接待4人、5人。", []string{"露营、登山", "登山"}},
		{"城镇、农村、山区常住居民人均可支配收入分别增长4.4%、5.9%。", nil},
		{"城镇常住居民人均可支配收入增长4.4%。", nil},
	}
	for _, tt := range tests {
		ctx := clause.NewContext(document(t, "甲市2024年国民经济和社会发展统计公报\n"), schema.Document{})
		p, _ := lexicon.Read(tt.text, nlp.Scan(tt.text, nlp.ScanOptions{Year: 2024}), ctx, clause.Carried{}, nil)
		var got []string
		for i := range p.Lexemes {
			if x := &p.Lexemes[i]; x.Kind == clause.Word && x.Entry.Name != "" {
				got = append(got, x.Entry.Name)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}
