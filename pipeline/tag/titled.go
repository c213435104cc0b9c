package tag

import (
	"regexp"
	"strings"

	"gongkai/pipeline/clause"
	"gongkai/pipeline/facts"
	"gongkai/pipeline/frame"
	"gongkai/schema"
	"gongkai/schema/words"
)

// titleYear is a title up to its year, whoever reports standing before it.
var titleYear = regexp.MustCompile(`^.*?(20\d\d|二[〇○零].{2})年?度?`)

// projectOfTitle is the project that the title of an evaluation names, 云水镇2023年度灌渠改造工程
// 绩效评价报告, "" where the evaluation is of all that a body spends or of several projects.
func projectOfTitle(f *frame.Frame) string {
	if f.Kind != schema.Performance {
		return ""
	}
	title := strings.TrimPrefix(f.Title, f.Entity)
	if rest := titleYear.ReplaceAllString(title, ""); clause.IsPhrase(rest) {
		title = rest
	}
	title = strings.TrimPrefix(strings.TrimLeft(title, listMarks+"（）()"), f.Entity)
	name := evaluatedProject(title)
	if words.NoProject.Labels().Say(name) || clause.IsBody(name) {
		return ""
	}
	if bare := strings.TrimSuffix(name, words.ProjectWord.Word()); clause.IsPhrase(bare) {
		return bare
	}
	return name
}

// ofTitle gives the money of a project that no passage names the project of the title.
func ofTitle(out *facts.Builder, name string) {
	if name == "" {
		return
	}
	for k := range out.Facts {
		switch g := &out.Facts[k]; g.Concept {
		case schema.PerformanceProjectBudget, schema.PerformanceProjectSpent:
			if g.Dimensions.Project == "" {
				g.Dimensions.Project = name
			}
		}
	}
}
