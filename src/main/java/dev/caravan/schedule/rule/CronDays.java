package dev.caravan.schedule.rule;

/** The last three of cron's five fields. */
record CronDays(String dayOfMonth, String month, String dayOfWeek) {

  @Override
  public String toString() {
    return dayOfMonth + " " + month + " " + dayOfWeek;
  }
}
