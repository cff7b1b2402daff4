#include "core/cli/file_descriptor.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

namespace cpt {
namespace {

/// After a call that failed: waits where the file was only not ready, and says whether the call
/// can be made again.
bool may_be_tried_again(int file, short event) {
    if (errno == EINTR) return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
    pollfd poll_file{file, event, 0};
    ::poll(&poll_file, 1, -1);
    return true;
}

}  // namespace

ssize_t read_some(int file, char* to, std::size_t most) {
    for (;;) {
        const ssize_t count = ::read(file, to, most);
        if (count >= 0 || !may_be_tried_again(file, POLLIN)) return count;
    }
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count < 0 && may_be_tried_again(file, POLLOUT)) continue;
        if (count <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace cpt
