export { compareSites as comparePlaces, compareText } from "../places/site-order";
