package dev.caravan.platform;

/** The words on buttons. */
public final class Labels {
  private Labels() {}

  /** The label, or as much of it as {@code most} UTF-16 units hold with an ellipsis at the end. */
  public static String cut(String label, int most) {
    if (label.length() <= most) {
      return label;
    }
    int end = most - 1;
    if (Character.isHighSurrogate(label.charAt(end - 1))) {
      end--;
    }
    return label.substring(0, end) + "…";
  }
}
