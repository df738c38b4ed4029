package dev.caravan.delivery;

import dev.caravan.platform.Limit;

/**
 * What one limit allows in every window of its length. Sends are counted twice over: by when they
 * began, up to the share that is used; and, up to the limit itself, from their beginning until a
 * window after their answer. The far side received each somewhere between the two, so that by its
 * clock no window holds more than the limit, however slow or uneven the way was.
 *
 * @param per in nanoseconds
 * @param share how many may begin in a window
 * @param limit how many may arrive in one
 */
record Bound(long per, int share, int limit) {
  /** 0.29 times 100 is a little less than 29. */
  private static final double ROUNDING = 1e-9;

  static Bound of(Limit limit, double headroom, double factor) {
    int most = (int) Math.floor(limit.count() * Math.max(1, factor) + ROUNDING);
    int share = (int) Math.floor(limit.count() * headroom * factor + ROUNDING);
    return new Bound(limit.per().toNanos(), Math.max(1, Math.min(share, most)), most);
  }

  /** How many may begin now. */
  int free(Moments begun, Moments ended, int flying, long now) {
    int ofShare = share - begun.after(now - per);
    int ofLimit = limit - flying - ended.after(now - per);
    return Math.max(0, Math.min(ofShare, ofLimit));
  }

  /** Nanoseconds until one may begin; a window's length where an answer must come first. */
  long wait(Moments begun, Moments ended, int flying, long now) {
    return Math.max(wait(begun, share, now), wait(ended, limit - flying, now));
  }

  private long wait(Moments moments, int most, long now) {
    if (most <= 0) {
      return per;
    }
    int oldest = moments.size() - most;
    return oldest < 0 ? 0 : Math.max(0, moments.get(oldest) + per - now);
  }
}
