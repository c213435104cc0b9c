package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"os"
	"strings"
)

// fakeEngine is an engine of pictures for scripts: it finds a report on every page, or
// dies at each when it is told to.
func fakeEngine() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var q struct{ Image []byte }
		if json.Unmarshal(line, &q) != nil || len(os.Args) > 1 {
			os.Exit(3)
		}
		var words []string
		for i, text := range []string{"云梦市2023年财政预算执行情况的报告", "全市政府债务余额112.40亿元，其中：一般债务43.10亿元，专项债务64.30亿元。", "全市国有资本经营预算收入8.88亿元。"} {
			words = append(words, fmt.Sprintf(`{"text": %q, "box": [150, %d, %d, %d], "confidence": 0.8}`, text, 200+200*i, 150+22*len([]rune(text)), 222+200*i))
		}
		fmt.Printf(`{"words": [%s]}`+"\n", strings.Join(words, ", "))
	}
}

// fakePicture writes a white page of A4.
func fakePicture() {
	m := image.NewGray(image.Rect(0, 0, 1240, 1754))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	f, err := os.Create(os.Args[1])
	if err == nil {
		err = png.Encode(f, m)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
