// Absorbed latent attention over a paged cache, float32: pages are read where they lie, each once for all queries.
// Scores, softmax and mixing go page by page (online softmax, arXiv 1805.02867), so no row of scores is ever stored.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "simd.h"

namespace moonpane {

constexpr int64_t PAGE = 16;  // tokens
constexpr float LOWEST = std::numeric_limits<float>::lowest();  // finite, so that differences of peaks are never NaN

// scores[row][key] = query[row] . keys[key] for ROWS queries and a whole page.
template <int ROWS>
MOONPANE_INLINE void dot_products(const float* query, const float* keys, int64_t width, float* scores) {
    constexpr int KEYS = REGISTERS / 8;
    for (int64_t first = 0; first < PAGE; first += KEYS, keys += KEYS * width) {
        Floats sums[KEYS][ROWS] = {};
        int64_t i = 0;
        for (; i + LANES <= width; i += LANES) {
            Floats queries[ROWS];
            for (int row = 0; row < ROWS; ++row) queries[row] = load(query + row * width + i);
            for (int key = 0; key < KEYS; ++key) {
                const Floats values = load(keys + key * width + i);
                for (int row = 0; row < ROWS; ++row) sums[key][row] += values * queries[row];
            }
        }
        for (int key = 0; key < KEYS; ++key) {
            for (int row = 0; row < ROWS; ++row) {
                float total = sum(sums[key][row]);
                for (int64_t rest = i; rest < width; ++rest)
                    total += keys[key * width + rest] * query[row * width + rest];
                scores[row * PAGE + first + key] = total;
            }
        }
    }
}

// One query's softmax goes on: scores of a page become weights; peak, total and what was mixed so far are kept in step.
MOONPANE_INLINE void weigh(
    float* scores, int64_t visible, float scale, float& peak, float& total, float* mixed, int64_t rank) {
    Floats values[PAGE / LANES];
    float highest = peak;
    for (int i = 0; i < PAGE / LANES; ++i) {
        const auto is_visible = numbers() + float(i * LANES) < float(visible);
        values[i] = is_visible ? load(scores + i * LANES) * scale : Floats{} + LOWEST;
        highest = std::max(highest, largest(values[i]));
    }
    Floats totals = {};
    for (int i = 0; i < PAGE / LANES; ++i) {
        const Floats weights = exponential(values[i] - highest);
        store(scores + i * LANES, weights);
        totals += weights;
    }
    if (highest > peak) {
        const float shrink = std::exp(peak - highest);
        total *= shrink;
        for (int64_t i = 0; i < rank; ++i) mixed[i] *= shrink;
        peak = highest;
    }
    total += sum(totals);
}

// mixed[row] += weights[row][key] * keys[key], for PARTS vectors of each of ROWS rows and the first `visible` keys.
template <int PARTS, int ROWS>
MOONPANE_INLINE void mix_part(
    const float* weights, const float* keys, int64_t visible, int64_t width, float* mixed, int64_t rank) {
    Floats sums[PARTS][ROWS];
    for (int part = 0; part < PARTS; ++part)
        for (int row = 0; row < ROWS; ++row) sums[part][row] = load(mixed + row * rank + part * LANES);
    for (int64_t key = 0; key < visible; ++key) {
        Floats values[PARTS];
        for (int part = 0; part < PARTS; ++part) values[part] = load(keys + key * width + part * LANES);
        for (int row = 0; row < ROWS; ++row)
            for (int part = 0; part < PARTS; ++part) sums[part][row] += weights[row * PAGE + key] * values[part];
    }
    for (int part = 0; part < PARTS; ++part)
        for (int row = 0; row < ROWS; ++row) store(mixed + row * rank + part * LANES, sums[part][row]);
}

template <int ROWS>
MOONPANE_INLINE void mix(
    const float* weights, const float* keys, int64_t visible, int64_t width, float* mixed, int64_t rank) {
    constexpr int PARTS = REGISTERS / 8;
    int64_t i = 0;
    for (; i + PARTS * LANES <= rank; i += PARTS * LANES)
        mix_part<PARTS, ROWS>(weights, keys + i, visible, width, mixed + i, rank);
    for (; i + LANES <= rank; i += LANES) mix_part<1, ROWS>(weights, keys + i, visible, width, mixed + i, rank);
    for (; i < rank; ++i)
        for (int row = 0; row < ROWS; ++row)
            for (int64_t key = 0; key < visible; ++key)
                mixed[row * rank + i] += weights[row * PAGE + key] * keys[key * width + i];
}

}  // namespace moonpane

// query (sequences, fresh, heads, width), one layer's `pool` of pages (16, width), `tables` (sequences, longest) of page
// numbers; the fresh tokens of a sequence follow the `starts` that it has, and see those and themselves, in order.
// mixed (sequences, fresh, heads, rank) is softmax(scale * query keys) times the first `rank` values of the keys.
MOONPANE_API void moonpane_paged_attention(
    const float* query, const float* pool, const int64_t* tables, const int64_t* starts, float* mixed,
    int64_t sequences, int64_t fresh, int64_t heads, int64_t width, int64_t rank, int64_t longest, float scale) {
    using namespace moonpane;
    constexpr int64_t BLOCK = 4;  // rows that share what is loaded
    thread_local std::vector<float> peaks, totals, weights;
    const int64_t rows = fresh * heads;
    weights.resize(rows * PAGE);
    for (int64_t sequence = 0; sequence < sequences; ++sequence, query += rows * width, mixed += rows * rank) {
        peaks.assign(rows, LOWEST);
        totals.assign(rows, 0.0f);
        memset(mixed, 0, sizeof(float) * rows * rank);
        const int64_t length = starts[sequence] + fresh;
        for (int64_t page = 0; page * PAGE < length; ++page) {
            const float* keys = pool + tables[sequence * longest + page] * PAGE * width;
            const int64_t first = std::max<int64_t>(page * PAGE - starts[sequence], 0) * heads;  // that sees the page
            int64_t row = first;
            for (; row + BLOCK <= rows; row += BLOCK)
                dot_products<BLOCK>(query + row * width, keys, width, &weights[row * PAGE]);
            for (; row < rows; ++row) dot_products<1>(query + row * width, keys, width, &weights[row * PAGE]);
            for (row = first; row < rows; ++row) {
                const int64_t visible = starts[sequence] + row / heads + 1 - page * PAGE;
                weigh(&weights[row * PAGE], visible, scale, peaks[row], totals[row], mixed + row * rank, rank);
            }
            const int64_t visible = std::min(PAGE, length - page * PAGE);  // weights of later ones are 0
            row = first;
            for (; row + BLOCK <= rows; row += BLOCK)
                mix<BLOCK>(&weights[row * PAGE], keys, visible, width, mixed + row * rank, rank);
            for (; row < rows; ++row)
                mix<1>(&weights[row * PAGE], keys, visible, width, mixed + row * rank, rank);
        }
        for (int64_t row = 0; row < rows; ++row) {
            const float share = 1.0f / totals[row];
            for (int64_t i = 0; i < rank; ++i) mixed[row * rank + i] *= share;
        }
    }
}
