/// Raw records into events. [Normaliser] is the pure function, one implementation a service in the
/// packages below; [Normalisers] chooses by content type; [NormaliseTopology] puts it between the
/// raw topics and the event topics of a lane, and [NormaliseService] runs both lanes.
@NullMarked
package dev.tributary.processor.normalise;

import org.jspecify.annotations.NullMarked;
