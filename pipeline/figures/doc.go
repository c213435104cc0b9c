// Package figures is the facts of one report as checks look at them: how finely
// they are printed, and how one of them is found.
//
// New indexes facts by concept and by quantity (concept and dimensions). Find is
// the only way a check looks for a figure that its claim does not name: a Query
// says what is asked of it (quantity, phase, period, section, column), and which
// of several answers is preferred. Answers come in document order where nothing is
// preferred, so the same report gives the same answers.
//
// Scale is the accuracy of a report. A printed figure stands for an interval
// around its value; Slack is the half of its width.
package figures
