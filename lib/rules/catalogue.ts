import { ACC001 } from "./account/acc001";
import { ACC002 } from "./account/acc002";
import { ACC003 } from "./account/acc003";
import { ACC004 } from "./account/acc004";
import { ACC005 } from "./account/acc005";
import { ACC006 } from "./account/acc006";
import { BCK001 } from "./backend/bck001";
import { BCK002 } from "./backend/bck002";
import { BCK003 } from "./backend/bck003";
import { BCK004 } from "./backend/bck004";
import { PRV001 } from "./backend/prv001";
import { GRD001 } from "./guard/grd001";
import { GRD002 } from "./guard/grd002";
import { GRD003 } from "./guard/grd003";
import { GRD004 } from "./guard/grd004";
import { GRD005 } from "./guard/grd005";
import { USR001 } from "./identities/usr001";
import { USR002 } from "./identities/usr002";
import { USR003 } from "./identities/usr003";
import { USR004 } from "./identities/usr004";
import { USR005 } from "./identities/usr005";
import { USR006 } from "./identities/usr006";
import { USR007 } from "./identities/usr007";
import { KEY001 } from "./keys/key001";
import { KEY002 } from "./keys/key002";
import { KEY003 } from "./keys/key003";
import { KEY004 } from "./keys/key004";
import { KEY005 } from "./keys/key005";
import { KEY006 } from "./keys/key006";
import { KEY008 } from "./keys/key008";
import { KEY009 } from "./keys/key009";
import { KEY010 } from "./keys/key010";
import { KEY011 } from "./keys/key011";
import { KEY012 } from "./keys/key012";
import { STA001 } from "./live/sta001";
import { STA002 } from "./live/sta002";
import { STA003 } from "./live/sta003";
import { STA004 } from "./live/sta004";
import { STA005 } from "./live/sta005";
import { STA006 } from "./live/sta006";
import { PLN001 } from "./plan/pln001";
import { PLN002 } from "./plan/pln002";
import { PLN003 } from "./plan/pln003";
import { PLN004 } from "./plan/pln004";
import { PLN005 } from "./plan/pln005";
import { PLN006 } from "./plan/pln006";
import { PLN007 } from "./plan/pln007";
import { PLN008 } from "./plan/pln008";
import { PLN009 } from "./plan/pln009";
import { PLN010 } from "./plan/pln010";
import { PLN011 } from "./plan/pln011";
import { PLN012 } from "./plan/pln012";
import { PLN013 } from "./plan/pln013";
import { PLN014 } from "./plan/pln014";
import { PLN015 } from "./plan/pln015";
import { PLN016 } from "./plan/pln016";
import { PLN017 } from "./plan/pln017";
import { PLN018 } from "./plan/pln018";
import { POL001 } from "./policies/pol001";
import { POL002 } from "./policies/pol002";
import { POL003 } from "./policies/pol003";
import { POL004 } from "./policies/pol004";
import { POL005 } from "./policies/pol005";
import { ROOT001 } from "./root/root001";
import { ROOT002 } from "./root/root002";
import { ROOT003 } from "./root/root003";
import { ROOT004 } from "./root/root004";
import type { Rule } from "./rule";
import { SEC001 } from "./secrets/sec001";
import { SEC002 } from "./secrets/sec002";
import { SEC003 } from "./secrets/sec003";
import { SEC004 } from "./secrets/sec004";
import { SEC005 } from "./secrets/sec005";
import { SEC006 } from "./secrets/sec006";
import { SEC007 } from "./secrets/sec007";
import { SEC008 } from "./secrets/sec008";
import { SEC009 } from "./secrets/sec009";
import { SEC010 } from "./secrets/sec010";
import { SEC011 } from "./secrets/sec011";
import { SEC012 } from "./secrets/sec012";
import { SEC013 } from "./secrets/sec013";
import { SEC014 } from "./secrets/sec014";

/** All rules, in the order of the documentation. An id never changes its meaning. */
export const CATALOGUE: readonly Rule[] = [
  KEY001,
  KEY002,
  KEY003,
  KEY004,
  KEY005,
  KEY006,
  KEY008,
  KEY009,
  KEY010,
  KEY011,
  KEY012,
  ROOT001,
  ROOT002,
  ROOT003,
  ROOT004,
  SEC001,
  SEC002,
  SEC003,
  SEC004,
  SEC005,
  SEC006,
  SEC007,
  SEC008,
  SEC009,
  SEC010,
  SEC011,
  SEC012,
  SEC013,
  SEC014,
  USR001,
  USR002,
  USR003,
  USR004,
  USR005,
  USR006,
  USR007,
  POL001,
  POL002,
  POL003,
  POL004,
  POL005,
  ACC001,
  ACC002,
  ACC003,
  ACC004,
  ACC005,
  ACC006,
  BCK001,
  BCK002,
  BCK003,
  BCK004,
  PRV001,
  PLN001,
  PLN002,
  PLN003,
  PLN004,
  PLN005,
  PLN006,
  PLN007,
  PLN008,
  PLN009,
  PLN010,
  PLN011,
  PLN012,
  PLN013,
  PLN014,
  PLN015,
  PLN016,
  PLN017,
  PLN018,
  STA001,
  STA002,
  STA003,
  STA004,
  STA005,
  STA006,
  GRD001,
  GRD002,
  GRD003,
  GRD004,
  GRD005,
];
