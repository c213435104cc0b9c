package batch

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/sys/windows"

	"gongkai/pipeline/store"
)

// atOnce is no flag here: a named pipe has no name among files.
const atOnce = 0

// stamp identifies a state of a file: size and modification time. Windows gives
// no number of a file with its times, nor the time of its last change.
func stamp(info fs.FileInfo) string {
	return fmt.Sprintf("0-%d-%d-0", info.Size(), info.ModTime().UnixNano())
}

// lock takes the exclusive lock of a dataset. The system releases it when the
// process ends, however it ends.
func lock(path string) (unlock func() error, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, err
	}
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped)); err != nil {
		f.Close()
		if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
			return nil, ErrBusy
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return f.Close, nil
}

// limitData would bound the memory of a process. Windows has no limit that a
// process sets itself, so a child keeps to the collector's goal only.
func limitData(uint64) error { return nil }

// syncDir has nothing to do: a folder cannot be flushed on Windows.
func syncDir(string) error { return nil }

// link has current name a snapshot, in one step: a junction, for which no right is
// needed. One that is there is given another target; it is never taken away.
func link(dir, name string) error {
	target, err := filepath.Abs(filepath.Join(dir, "snapshots", name))
	if err != nil {
		return err
	}
	current := filepath.Join(dir, "current")
	if _, err := os.Lstat(current); err == nil {
		return setJunction(current, target)
	}
	made := filepath.Join(dir, store.TempPrefix+"current")
	_ = os.Remove(made) // of a run that was killed
	if err := os.Mkdir(made, 0o777); err != nil {
		return err
	}
	if err := setJunction(made, target); err != nil {
		return errors.Join(err, os.Remove(made))
	}
	return os.Rename(made, current)
}

// longPath is a path that the system takes whatever its length.
func longPath(path string) string {
	if strings.HasPrefix(path, `\\`) {
		return path
	}
	return `\\?\` + path
}

// setJunction makes an empty folder a junction, or gives one another target. The
// layout is REPARSE_DATA_BUFFER of the Windows headers: tag and length, the places
// of two names in what follows, and these: for the system, and for people.
func setJunction(path, target string) error {
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	name, err := windows.UTF16PtrFromString(longPath(whole))
	if err != nil {
		return err
	}
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	h, err := windows.CreateFile(name, windows.GENERIC_WRITE, share, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_OPEN_REPARSE_POINT|windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return &fs.PathError{Op: "open", Path: path, Err: err}
	}
	defer windows.CloseHandle(h)
	system, people := utf16.Encode([]rune(`\??\`+target)), utf16.Encode([]rune(target))
	le := binary.LittleEndian
	var names []byte
	for _, c := range slices.Concat(system, []uint16{0}, people, []uint16{0}) {
		names = le.AppendUint16(names, c)
	}
	data := le.AppendUint32(nil, windows.IO_REPARSE_TAG_MOUNT_POINT)
	for _, n := range []int{8 + len(names), 0, 0, 2 * len(system), 2*len(system) + 2, 2 * len(people)} {
		data = le.AppendUint16(data, uint16(n))
	}
	data = append(data, names...)
	var returned uint32
	if err := windows.DeviceIoControl(h, windows.FSCTL_SET_REPARSE_POINT, &data[0], uint32(len(data)), nil, 0, &returned, nil); err != nil {
		return &fs.PathError{Op: "junction", Path: path, Err: err}
	}
	return nil
}
