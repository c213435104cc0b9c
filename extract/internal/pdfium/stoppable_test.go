package pdfium

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// rounds is how many loop rounds an instance goes between two looks.
const rounds = 1 << 16

// leave is the imported function a look calls to leave the compiled code. It
// takes a number and does nothing.
const leave = "emscripten_notify_memory_growth"

// What is added to a module, in the binary format of WebAssembly. The word at
// address 8 says whether the instance is stopped: programs made by LLVM keep the
// first kilobyte free, so that a null pointer points at nothing.
var (
	// stopBody is the body of the function that sets the word.
	stopBody = []byte{
		0,       // no locals
		0x41, 0, // i32.const 0
		0x41, 1, // i32.const 1
		0x36, 2, 8, // i32.store offset=8
		0x0b, // end
	}
	noArguments = []byte{0x60, 0, 0} // the type func()
	// countdown is a global that counts the rounds left until the next look.
	countdown = slices.Concat([]byte{0x7f, 1, 0x41}, signed(rounds), []byte{0x0b}) // mutable i32
)

// look counts a loop round; when it is time, it leaves the compiled code and
// then traps if the word is set.
func look(countdown, leave int) []byte {
	g, f := appendNumber(nil, countdown), appendNumber(nil, leave)
	return slices.Concat(
		[]byte{0x23}, g, []byte{0x41, 1, 0x6b, 0x24}, g, // global.get, i32.const 1, i32.sub, global.set
		[]byte{0x23}, g, []byte{0x45, 0x04, 0x40}, // global.get, i32.eqz, if
		[]byte{0x41}, signed(rounds), []byte{0x24}, g, // i32.const, global.set
		[]byte{0x41, 0, 0x10}, f, // i32.const 0, call
		[]byte{0x41, 0, 0x28, 2, 8, 0x04, 0x40, 0x00, 0x0b}, // i32.const 0, i32.load offset=8, if, unreachable, end
		[]byte{0x0b}, // end
	)
}

// Sections of a module, see https://webassembly.github.io/spec/core/binary/modules.html.
const (
	typeSection     = 1
	importSection   = 2
	functionSection = 3
	globalSection   = 6
	exportSection   = 7
	codeSection     = 10
)

// stoppable returns a module with a look at the top of every loop and a function
// that sets what it looks at, exported under name.
func stoppable(wasm []byte, name string) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil { // the module ends where more was announced
			err = fmt.Errorf("damaged module: %v", p)
		}
	}()
	if len(wasm) < 8 || string(wasm[:4]) != "\x00asm" {
		return nil, errors.New("no WebAssembly module")
	}
	sections := &reader{data: wasm, at: 8}
	stopType, functions, globals, leaveIndex := -1, 0, -1, -1
	out = append(out, wasm[:8]...)
	for !sections.done() {
		id := sections.byte()
		body := sections.bytes(sections.number())
		switch r := (&reader{data: body}); id {
		case typeSection:
			stopType = r.typeIndex(noArguments)
		case importSection:
			functions, leaveIndex = r.importedFunctions(leave)
		case functionSection:
			if stopType < 0 {
				return nil, errors.New("the module has no type func()")
			}
			functions += r.number()
			body = withOneMore(body, appendNumber(nil, stopType))
		case globalSection:
			globals = r.number()
			body = withOneMore(body, countdown)
		case exportSection:
			export := append(appendNumber(nil, len(name)), name...)
			body = withOneMore(body, appendNumber(append(export, 0), functions))
		case codeSection:
			if globals < 0 || leaveIndex < 0 {
				return nil, errors.New("the module has no globals, or no import " + leave)
			}
			if body, err = r.lookingCode(look(globals, leaveIndex)); err != nil {
				return nil, err
			}
			body = withOneMore(body, append(appendNumber(nil, len(stopBody)), stopBody...))
		}
		out = append(appendNumber(append(out, id), len(body)), body...)
	}
	return out, nil
}

// withOneMore appends an element to a vector.
func withOneMore(vector, element []byte) []byte {
	r := reader{data: vector}
	n := r.number()
	return slices.Concat(appendNumber(nil, n+1), vector[r.at:], element)
}

// signed encodes a number that is not negative as a signed one.
func signed(n int) []byte {
	for b := []byte(nil); ; n >>= 7 {
		if n < 0x40 {
			return append(b, byte(n))
		}
		b = append(b, byte(n&0x7f|0x80))
	}
}

func appendNumber(b []byte, n int) []byte { return binary.AppendUvarint(b, uint64(n)) }

// reader goes through the bytes of a module. It panics past their end.
type reader struct {
	data []byte
	at   int
}

func (r *reader) done() bool { return r.at >= len(r.data) }

func (r *reader) byte() byte {
	r.at++
	return r.data[r.at-1]
}

func (r *reader) bytes(n int) []byte {
	r.at += n
	return r.data[r.at-n : r.at : len(r.data)]
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 {
		panic("no number")
	}
	r.at += size
	return int(n)
}

// skip passes over n numbers, signed or not.
func (r *reader) skip(n int) {
	for range n {
		for r.byte() >= 0x80 {
		}
	}
}

// typeIndex finds a function type in a type section, or -1.
func (r *reader) typeIndex(want []byte) int {
	found := -1
	for i := range r.number() {
		start := r.at
		r.byte()
		r.bytes(r.number())
		r.bytes(r.number())
		if found < 0 && slices.Equal(r.data[start:r.at], want) {
			found = i
		}
	}
	return found
}

// importedFunctions counts the functions of an import section, which must
// import nothing else, and finds the index of one, or -1.
func (r *reader) importedFunctions(name string) (n, index int) {
	n, index = r.number(), -1
	for i := range n {
		r.bytes(r.number())
		if string(r.bytes(r.number())) == name {
			index = i
		}
		if r.byte() != 0 {
			panic("imports more than functions")
		}
		r.number()
	}
	return n, index
}

// lookingCode rewrites a code section: every loop begins with a look.
func (r *reader) lookingCode(look []byte) ([]byte, error) {
	n := r.number()
	out := appendNumber(nil, n)
	for i := range n {
		body, err := (&reader{data: r.bytes(r.number())}).lookingBody(look)
		if err != nil {
			return nil, fmt.Errorf("function %d: %w", i, err)
		}
		out = append(appendNumber(out, len(body)), body...)
	}
	return out, nil
}

// lookingBody rewrites the body of a function.
func (r *reader) lookingBody(look []byte) (out []byte, err error) {
	for range r.number() { // locals
		r.number()
		r.byte()
	}
	copied := 0
	for !r.done() {
		loops := r.data[r.at] == 0x03
		if err := r.instruction(); err != nil {
			return nil, err
		}
		if loops {
			out = slices.Concat(out, r.data[copied:r.at], look)
			copied = r.at
		}
	}
	return append(out, r.data[copied:]...), nil
}

// instruction passes over one instruction and what follows it, see
// https://webassembly.github.io/spec/core/binary/instructions.html.
func (r *reader) instruction() error {
	switch op := r.byte(); {
	case op == 0x02, op == 0x03, op == 0x04: // block, loop, if: a type
		r.skip(1)
	case op == 0x1f: // try_table: a type and what it catches
		r.skip(1)
		for range r.number() {
			if all := r.byte() >= 2; !all {
				r.skip(1)
			}
			r.skip(1)
		}
	case op == 0x0e: // br_table
		r.skip(r.number() + 1)
	case op == 0x1c: // select of a type
		r.skip(r.number())
	case op == 0x11, op == 0x13: // call_indirect, return_call_indirect: type and table
		r.skip(2)
	case op == 0x08, op == 0x0c, op == 0x0d, op == 0x10, op == 0x12, // throw, br, br_if, call, return_call
		op >= 0x20 && op <= 0x26, // variables and tables
		op == 0x3f, op == 0x40,   // size of memory
		op == 0x41, op == 0x42, // i32.const, i64.const
		op == 0xd0, op == 0xd2: // ref.null, ref.func
		r.skip(1)
	case op >= 0x28 && op <= 0x3e: // load and store: alignment and offset
		r.skip(2)
	case op == 0x43: // f32.const
		r.bytes(4)
	case op == 0x44: // f64.const
		r.bytes(8)
	case op == 0xfc:
		return r.bulk()
	case op == 0xfd:
		r.vector()
	case op <= 0x01, op == 0x05, op == 0x0a, op == 0x0b, op == 0x0f, op == 0x1a, op == 0x1b, op >= 0x45 && op <= 0xc4, op == 0xd1:
	default:
		return fmt.Errorf("unknown instruction %#x", op)
	}
	return nil
}

// bulk passes over what follows 0xfc.
func (r *reader) bulk() error {
	switch op := r.number(); {
	case op <= 7: // truncation
	case op == 8, op == 10, op == 12, op == 14: // between two memories, tables or segments
		r.skip(2)
	case op <= 17:
		r.skip(1)
	default:
		return fmt.Errorf("unknown instruction 0xfc %d", op)
	}
	return nil
}

// vector passes over what follows 0xfd.
func (r *reader) vector() {
	switch op := r.number(); {
	case op <= 11, op == 92, op == 93: // load and store
		r.skip(2)
	case op >= 84 && op <= 91: // of a lane
		r.skip(3)
	case op == 12, op == 13: // a constant, a shuffle
		r.bytes(16)
	case op >= 21 && op <= 34: // a lane
		r.skip(1)
	}
}
