package dev.caravan.delivery;

/**
 * How much of an outbox is in memory, in rows and in characters, and for what there is room. A part
 * is kept for each urgency, so that neither a flood of urgent messages nor one of others keeps the
 * rest out of sight.
 */
final class Room {
  /** Of the whole, what each urgency may take though the rest be full: a sixteenth. */
  private static final int KEPT = 16;

  private final int mostRows;
  private final long mostWeight;
  private final int[] rows = new int[Queued.URGENCIES];
  private final long[] weights = new long[Queued.URGENCIES];
  private int allRows;
  private long allWeight;

  /** Room for so many rows, which {@link Weight weigh} so much. */
  Room(int rows, long weight) {
    this.mostRows = rows;
    this.mostWeight = weight;
  }

  void add(Queued row) {
    count(row, 1);
  }

  void remove(Queued row) {
    count(row, -1);
  }

  private void count(Queued row, int by) {
    int weight = by * Weight.of(row);
    rows[row.urgency()] += by;
    weights[row.urgency()] += weight;
    allRows += by;
    allWeight += weight;
  }

  int rows() {
    return allRows;
  }

  /** Whether it holds more than it should. */
  boolean isOver() {
    return allRows > mostRows || allWeight > mostWeight;
  }

  /** Whether one row more of this urgency may be taken. */
  boolean hasRoom(int urgency) {
    return (allRows < mostRows && allWeight < mostWeight)
        || (rows[urgency] < Math.max(1, mostRows / KEPT) && weights[urgency] < mostWeight / KEPT);
  }

  /** Whether to fetch more of this urgency: only where it is worth a statement. */
  boolean wants(int urgency) {
    return isHalfFree()
        || (rows[urgency] <= mostRows / KEPT / 2 && weights[urgency] <= mostWeight / KEPT / 2);
  }

  /** Whether there is room for a whole page. */
  boolean isHalfFree() {
    return allRows <= mostRows / 2 && allWeight <= mostWeight / 2;
  }
}
