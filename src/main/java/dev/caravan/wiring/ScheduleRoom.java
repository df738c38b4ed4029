package dev.caravan.wiring;

import dev.caravan.governance.Bulk;
import dev.caravan.monitor.ScheduleMeters;
import dev.caravan.schedule.Calendars;
import dev.caravan.schedule.Changes;
import dev.caravan.schedule.Clockwork;
import dev.caravan.schedule.HistoryTable;
import dev.caravan.schedule.Schedules;
import dev.caravan.schedule.Vetting;
import dev.caravan.schedule.Voice;

/** Every object that says things at times. */
record ScheduleRoom(
    Schedules schedules,
    Changes changes,
    Calendars calendars,
    HistoryTable history,
    Clockwork clockwork) {

  static ScheduleRoom of(
      Clockwork.Place place, Bulk.FrontDoor door, Bulk bulk, ScheduleMeters meters) {
    Calendars calendars = new Calendars(place.jdbi(), place.clock());
    Schedules schedules = new Schedules(place.jdbi(), place.clock(), new Vetting(door), calendars);
    return new ScheduleRoom(
        schedules,
        new Changes(place.jdbi(), place.clock(), schedules),
        calendars,
        new HistoryTable(place.jdbi()),
        new Clockwork(place, Voice.through(bulk), meters));
  }
}
