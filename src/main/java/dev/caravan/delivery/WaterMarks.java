package dev.caravan.delivery;

/**
 * The marks of one figure, all in its own unit, with low &lt; high &lt;= severe. Pressure begins at
 * the high mark and ends below the low one, so that it does not come and go with every message.
 */
public record WaterMarks(double low, double high, double severe) {
  /** A figure that nobody watches. */
  public static final WaterMarks NONE =
      new WaterMarks(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * The marks of a queue.
   *
   * @param high in messages; 0 means none
   * @param lowPercent of the high mark, from 1 to 99
   * @param severePercent of the high mark, from 100
   */
  public static WaterMarks ofQueue(int high, int lowPercent, int severePercent) {
    return high == 0
        ? NONE
        : new WaterMarks(high * (lowPercent / 100.0), high, high * (severePercent / 100.0));
  }

  /**
   * The marks of a share that cannot exceed 1: severe is halfway between the high mark and that.
   *
   * @param highPercent 0 means none, else from 1 to 99
   * @param lowPercent of the high mark, from 1 to 99
   */
  public static WaterMarks ofShare(int highPercent, int lowPercent) {
    double high = highPercent / 100.0;
    return highPercent == 0
        ? NONE
        : new WaterMarks(high * (lowPercent / 100.0), high, (1 + high) / 2);
  }

  /** What follows of a figure, given what held until now. */
  Pressure next(Pressure now, double figure) {
    if (figure >= severe) {
      return Pressure.SEVERE;
    }
    if (figure >= high) {
      return now == Pressure.SEVERE ? Pressure.SEVERE : Pressure.HIGH;
    }
    return figure >= low && now != Pressure.NONE ? Pressure.HIGH : Pressure.NONE;
  }
}
