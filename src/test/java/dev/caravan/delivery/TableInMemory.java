package dev.caravan.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An outbox that is as simple as can be: rows that are ready, in the order of its index. */
final class TableInMemory implements Walk.Source {
  private static final Comparator<OutboxTable.Cursor> ORDER =
      Comparator.comparingInt(OutboxTable.Cursor::urgency)
          .thenComparing(OutboxTable.Cursor::recipient);

  private final NavigableMap<OutboxTable.Cursor, TreeMap<Long, Queued>> ready =
      new TreeMap<>(ORDER);
  private final int lanesAPage;
  private final int rowsALane;
  int fetches;

  /** Pages hold no more than this, whatever is asked for. */
  TableInMemory(int lanesAPage, int rowsALane) {
    this.lanesAPage = lanesAPage;
    this.rowsALane = rowsALane;
  }

  void put(Queued row) {
    ready.computeIfAbsent(lane(row), l -> new TreeMap<>()).put(row.seq(), row);
  }

  void remove(Queued row) {
    ready.computeIfPresent(
        lane(row),
        (l, rows) -> {
          rows.remove(row.seq());
          return rows.isEmpty() ? null : rows;
        });
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  /** All that wait for this recipient, of whatever urgency. */
  List<Queued> of(String recipient) {
    List<Queued> all = new ArrayList<>();
    for (int urgency = 0; urgency < Queued.URGENCIES; urgency++) {
      TreeMap<Long, Queued> rows = ready.get(new OutboxTable.Cursor(urgency, recipient));
      if (rows != null) {
        all.addAll(rows.values());
      }
    }
    return all;
  }

  private static OutboxTable.Cursor lane(Queued row) {
    return new OutboxTable.Cursor(row.urgency(), row.recipient());
  }

  @Override
  public OutboxTable.Page fetch(
      String connection, OutboxTable.Stretch stretch, OutboxTable.Portion portion) {
    fetches++;
    int most = Math.min(lanesAPage, portion.lanes());
    int perLane = Math.min(rowsALane, portion.rows());
    List<OutboxTable.LaneRows> lanes = new ArrayList<>();
    OutboxTable.Cursor at = new OutboxTable.Cursor(stretch.from(), stretch.recipient());
    while (lanes.size() < most) {
      var next = ready.higherEntry(at);
      if (next == null || next.getKey().urgency() > stretch.to()) {
        return new OutboxTable.Page(lanes, null);
      }
      at = next.getKey();
      List<Queued> rows = next.getValue().values().stream().limit(perLane).toList();
      lanes.add(new OutboxTable.LaneRows(rows, rows.size() == perLane));
    }
    return new OutboxTable.Page(lanes, at);
  }
}
