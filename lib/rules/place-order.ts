export { compareSites as comparePlaces, compareText } from "../inventory/site-order";
