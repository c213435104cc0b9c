package batch

import "fmt"

// distinct makes the names of things different: of several with one name those
// after the first get a number, #2, #3, … in order.
func distinct[T any](things []T, name func(*T) *string) {
	taken := make(map[string]bool, len(things))
	for i := range things {
		taken[*name(&things[i])] = true
	}
	seen, last := make(map[string]bool, len(things)), make(map[string]int)
	for i := range things {
		s := name(&things[i])
		plain := *s
		if !seen[plain] {
			seen[plain] = true
			continue
		}
		for n := max(last[plain]+1, 2); ; n++ {
			if *s = fmt.Sprintf("%s#%d", plain, n); !taken[*s] {
				taken[*s], last[plain] = true, n
				break
			}
		}
	}
}
