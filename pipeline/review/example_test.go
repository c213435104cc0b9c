package review_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"gongkai/pipeline/batch"
	"gongkai/pipeline/review"
)

// A dataset becomes pages: the list of checks that do not hold names the rules.
func ExampleNewServer() {
	dir, err := os.MkdirTemp("", "review")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	report, out := filepath.Join(dir, "a.txt"), filepath.Join(dir, "out")
	text := "某街道2023年度部门决算\n2023年度收入总计100万元，支出总计90万元。\n"
	if err := os.WriteFile(report, []byte(text), 0o666); err != nil {
		fmt.Println(err)
		return
	}
	if _, err := batch.Run(context.Background(), batch.Config{Paths: []string{report}, Out: out}); err != nil {
		fmt.Println(err)
		return
	}
	server, err := review.NewServer(out, []string{"localhost"})
	if err != nil {
		fmt.Println(err)
		return
	}
	page := httptest.NewRecorder()
	server.ServeHTTP(page, httptest.NewRequest("GET", "http://localhost/checks?lang=en", nil))
	fmt.Println(page.Code, strings.Contains(page.Body.String(), "final.balanced"))
	// Output:
	// 200 true
}
