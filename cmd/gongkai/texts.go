package main

// said is a text for people who started the program without a shell, in both
// languages: nothing says which is theirs.
func said(key string) string {
	return map[string]string{
		"welcome": `公开 gongkai 是命令行程序，也可以这样使用：
  双击它，浏览器会打开一个页面，把报告拖到页面上即可；
  把文件或文件夹拖到它的图标上，结果写在旁边的 gongkai-out 文件夹，并在浏览器中打开。
  命令的说明：在终端里运行 gongkai --help。

gongkai is a program for the command line, and can be used like this too:
  double-click it, and drop reports on the page that the browser opens;
  drop files or a folder on its icon: what comes out is in gongkai-out beside them,
  and opens in the browser. For its commands run gongkai --help in a terminal.
`,
		"leave open": "看完之前请不要关闭这个窗口。 Leave this window open while you read.",
		"press":      "按回车键关闭。 Press Enter to close.",
	}[key]
}
