// Package biff8 parses the records of Excel 97-2003 workbooks ([MS-XLS]) and,
// with 8-bit strings, of Excel 5 and 95. It gives cells as the text a person
// sees in them, but for numbers: those keep every digit.
//
// Numbers are written as plain decimals: the value rounded to 15 significant
// digits, which is what Excel keeps, padded with zeros to the decimals the
// cell's format shows. A format that shows fewer decimals does not round: the
// digits of the value are never lost. Percent formats show the value times 100
// with a percent sign; thousands separators and literals of a number format
// are left out; dates are written as their format says.
package biff8
