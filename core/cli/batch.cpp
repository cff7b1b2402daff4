#include "core/cli/batch.h"

#include <poll.h>

#include <algorithm>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/cli/file_descriptor.h"

namespace cpt {
namespace {

constexpr std::size_t kBlock = std::size_t{1024} * 1024;

/// Whole lines from a file descriptor, as many as have come, some megabyte at a time.
class LineReader {
public:
    explicit LineReader(int file) : file_(file) {}

    /// The next whole lines, each ended by a newline; empty at the end of the input. Waits only
    /// where no whole line has come yet.
    std::string next() {
        std::string lines = std::move(rest_);
        rest_.clear();
        std::size_t last = lines.rfind('\n');
        while (!is_ended_ && (last == std::string::npos || (lines.size() < kBlock && has_more()))) {
            read_into(lines);
            last = lines.rfind('\n');
            if (last == std::string::npos) shorten(lines);
        }
        if (is_ended_) {
            if (!lines.empty() && lines.back() != '\n') lines += '\n';
            return lines;
        }
        rest_ = lines.substr(last + 1);
        lines.resize(last + 1);
        return lines;
    }

    /// Whether the input could not be read to its end.
    bool is_broken() const { return is_broken_; }

private:
    bool has_more() const {
        pollfd poll_file{file_, POLLIN, 0};
        return ::poll(&poll_file, 1, 0) > 0;
    }

    void read_into(std::string& lines) {
        const std::size_t size = lines.size();
        lines.resize(size + kBlock);
        const ssize_t count = read_some(file_, lines.data() + size, kBlock);
        lines.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        is_ended_ = count <= 0;
        is_broken_ = count < 0;
    }

    /// Of a line that is too long to be answered only so much is kept as shows that it is.
    static void shorten(std::string& line) {
        if (line.size() > kLongestRequest + 1) line.resize(kLongestRequest + 1);
    }

    int file_;
    bool is_ended_ = false;
    bool is_broken_ = false;
    std::string rest_;
};

struct Answers {
    TextBuffer text;
    BatchResult result;
};

Answers answer(const Engine& engine, std::string_view lines) {
    Answers answers;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const Outcome outcome = engine.estimate(line, answers.text);
        answers.text.append('\n');
        ++answers.result.lines;
        if (!outcome.is_priced) ++answers.result.refused;
        answers.result.severities.add(outcome.severities);
    }
    return answers;
}

/// Cuts whole lines into `parts` of about the same size, each of whole lines.
std::vector<std::string_view> split(std::string_view lines, std::size_t parts) {
    std::vector<std::string_view> pieces;
    for (std::size_t left = parts; left > 0 && !lines.empty(); --left) {
        const std::size_t end = lines.find('\n', lines.size() / left - 1);
        pieces.push_back(lines.substr(0, end + 1));
        lines.remove_prefix(end + 1);
    }
    return pieces;
}

}  // namespace

BatchResult run_batch(const Engine& engine, int in, int out) {
    const std::size_t workers = std::max(1U, std::thread::hardware_concurrency());
    BatchResult total;
    LineReader reader(in);
    std::string lines = reader.next();
    while (!lines.empty() && total.is_written) {
        std::vector<std::future<Answers>> work;
        for (const std::string_view piece : split(lines, workers)) {
            work.push_back(
                std::async(std::launch::async, [&engine, piece] { return answer(engine, piece); }));
        }
        for (std::future<Answers>& part : work) {
            const Answers answers = part.get();
            total.lines += answers.result.lines;
            total.refused += answers.result.refused;
            total.severities.add(answers.result.severities);
            total.is_written = total.is_written && write_all(out, answers.text.view());
        }
        lines = reader.next();
    }
    total.is_read = !reader.is_broken();
    return total;
}

}  // namespace cpt
