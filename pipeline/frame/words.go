package frame

import (
	"regexp"
	"sync"

	"gongkai/nlp/trie"
	"gongkai/schema/words"
)

// The shapes of titles and of the names of bodies; the words are rows of
// schema/words/title.tsv.

// placeEnds are the characters that what place matches may end with.
const placeEnds = "区州省市盟县旗镇乡"

// What has to stand in a line that some of the patterns below can match.
const (
	noteOpens    = "[【〔［"  // of noteMark
	archiveOpens = "（("    // of archiveMark, beside those
	siteMarks    = "-_|—–" // of siteTail
)

var (
	// titleWords is what makes a run of lines a title.
	titleWords = words.Compiled(`(20\d\d|二[〇○零Ｏ○].).{0,24}{title_turn}|(决算|预算)(公开|说明|编制说明)|(转移支付|债务|三公”?经费)[\p{Han}]{0,8}说明$|公报([（(]第.{1,3}号[）)])?$|政府工作报告$|绩效(目标)?自评表[（(]?20\d\d|绩效(评价|自评)(报告|结果)[（(]20\d\d|(20\d\d|^[^第附件]).{10,50}绩效(评价|自评)(报告|情况报告)$|经济(主要)?指标([（(]?20\d\d|表?$)|公积金20\d\d年年度报告|20\d\d年.{0,24}(政府信息公开工作年度报告|法治政府建设.{0,10}报告$)`)
	// ratingMarks finds the texts that have any of ratings: most have none.
	ratingMarks = sync.OnceValue(func() *trie.Finder { return trie.NewFinder(words.Rating.Labels().Texts()) })
	// ratings are what agencies write of who they rate.
	ratings = words.Compiled(`{rating}`)
	// economyWords are of what bulletins on the economy tell again and again.
	economyWords = words.Compiled(`{economy_word}`)
	// tellsMoney finds the sum that a sentence states and a title does not.
	tellsMoney = regexp.MustCompile(`[0-9][百千]?[万亿]?元`)
	// toldReached, toldPlanned and toldAhead find figures with a word that says they were reached, or are to come.
	toldReached = words.Compiled(`{text_phase reached}[^，。；,;：:]{0,16}?[0-9]`)
	toldPlanned = words.Compiled(`{text_phase arranged}[^，。；,;：:]{0,16}?[0-9]`) // in a budget; of what is given it may be over
	toldAhead   = words.Compiled(`{text_phase ahead}[^，。；,;：:]{0,16}?[0-9]|[0-9][^，；;：:]{0,8}，[^，。；：:]{0,8}{text_phase ahead}`)
	// ofAll is how a text calls all of the territory that it is on, or the government of it.
	ofAll = regexp.MustCompile(`[全我][省市区县州旗盟镇乡]|[省市区县州旗盟]本级`)
	// thisOffice is how an office calls itself: 本部门.
	thisOffice = words.Compiled(`{of_this_body word}{reporting_body body}`)
	// unfinished is the end of a line that the next goes on with.
	unfinished = regexp.MustCompile(`([和与及、暨的]|政府性基金|公共预算|[0-9]{4}年)$`)
	// joins is how a line begins that belongs to the one before.
	joins = regexp.MustCompile(`^([和与及暨]|20\d\d年)`)
	// goesOn is how the line that continues a title may begin.
	goesOn = words.Compiled(`^[` + words.Joiners + `暨]?(20\d\d年)?[^0-9]{0,20}{title_noun}`)
	// sheetHead is where the head of a table goes on after its title.
	sheetHead = regexp.MustCompile(`(表[一二三四五六七八九十0-9-]{0,4})?(金额)?单位[:：]?(万|亿|百万|千)?元.*$`)
	// tableNumber is a line that numbers a table: 附表1, 表1-1.
	tableNumber = regexp.MustCompile(`^附?[件表][0-9一二三四五六七八九十]{1,3}([-－—.][0-9]{1,2})?[:：]?$`)
	// fileNumber is the number that a site files a page under: 01525903-1-04_A/2017-0920001.
	fileNumber = regexp.MustCompile(`^[0-9A-Za-z][-0-9A-Za-z_/.]{9,}$`)
	// ofEvaluation is a title without a year, which makes a title only where a text begins with it.
	ofEvaluation = regexp.MustCompile(`^[^第附]\p{Han}+绩效(评价|自评)(情况)?报告$`)
	// siteTail is what a site puts behind the title of its page.
	siteTail = regexp.MustCompile(`[-_|—–]{1,2}[^-_|—–]{0,40}$`)
	// noteMark is the number of a footnote.
	noteMark = regexp.MustCompile(`[\[【〔［][0-9]{1,2}[\]】〕］]`)
	// noticeMark is the number of a notice before the title of what it publishes: 审计结果公告2024年第5号：.
	noticeMark = regexp.MustCompile(`^[^：:]{0,14}第[0-9]{1,4}[号期][^：:]{0,8}[：:]`)
	// signedOn is the day under a signature.
	signedOn = regexp.MustCompile(`^(20\d\d年\d{1,2}月\d{1,2}日|二[〇○零Ｏ].{2}年.{1,3}月.{1,3}日)$`)
	// archiveMark is what an archive puts before the titles it keeps: (某省).
	archiveMark = regexp.MustCompile(`^[（(【\[][^（()）\]】]{1,8}[）)】\]]`)
	// quotedTitle is a title that a text names.
	quotedTitle = words.Compiled(`《([^《》]{4,60}{quoted_noun}[^《》]{0,30})》`)
	// speaksFor is the government that a speaker reports for: 我代表某县人民政府.
	speaksFor = regexp.MustCompile(`我(?:谨|受托)?代表([\p{Han}]{2,12}?)人民政府`)
	// congress is the meeting a government's report was made to.
	congress = regexp.MustCompile(`在([\p{Han}]{2,20}?)第[一二三四五六七八九十]{1,3}届人民代表大会`)
	// headOfBody is who reads out a report: 某市财政局局长.
	headOfBody = regexp.MustCompile(`^([\p{Han}]{2,24}(局|厅|办公室|委员会))((副?局长|厅长|主任)[\p{Han}]{0,8}|编制|编印|印制)?$`)
	// titleTail is what follows the body in a title.
	titleTail = regexp.MustCompile(`([（(](汇总|本级)[)）])?(关于)?(20\d\d|二[〇○零Ｏ].{2})?年?度?(部门|单位|区级|本级|整体)?(收支|政府采购)?(决算|预算|整体绩效|整体支出|项目支出|绩效自评|绩效目标自评|绩效评价报告|政府信息公开|法治政府建设|工作总结).*$`)
	// scopeBehind is what a name says of how much of it reports: （汇总）.
	scopeBehind = regexp.MustCompile(`[（(](汇总|本级|本部|机关)[)）]$`)
	// place matches the name of a territory at the start of a title. Many cities
	// and districts have a 州 in their own name.
	place = regexp.MustCompile(`^[\p{Han}]{1,10}?(自治区|自治州|省|州[市区县]|市区|市|州|盟|县|区|旗|地区|[镇乡])([\p{Han}]{1,8}?(州[市区县]|市|州|盟|县|区|旗|[镇乡]))*`)
	// allOf is the whole of a territory without its name: 全市, 全市和市级. 全州县 is one.
	allOf = regexp.MustCompile(`^全(省|市|区|县|州|旗|盟)($|[和及与])`)
	// numberedBody is a name that begins with its number: 101中学.
	numberedBody = words.Compiled(`^[0-9]{1,4}{numbered_body}`)
	// partOfReport is no name: 第一部分, 第三章.
	partOfReport = regexp.MustCompile(`^第([0-9]+|[一二三四五六七八九十百]+)?(部分|章|节|篇|条|款|项|季度|$)`)
	// bodyNoise is what runs into a name that a sentence gives.
	bodyNoise = regexp.MustCompile(`^(截至|截止|根据|由|在|据|对|经|我|本|原|与|向|为|按照|的|是|及|和|其中|包括|下设|我省|年度|年|第.部分|附件|关于)+`)
	// counted is what a plan counts up, 一枢纽四中心, and no body.
	counted = regexp.MustCompile(`^[一二两三四五六七八九十]\p{Han}{1,4}[一二两三四五六七八九十]\p{Han}{1,3}$`)
)
